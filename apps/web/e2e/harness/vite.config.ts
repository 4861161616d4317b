import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vite'
import app from '../../vite.config.ts'

/** The editors alone, built as the app is. */
export default mergeConfig(app, { root: fileURLToPath(new URL('.', import.meta.url)), publicDir: false })
