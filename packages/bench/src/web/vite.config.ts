import { fileURLToPath } from 'node:url'
import { mergeConfig, type Plugin } from 'vite'
import app from '../../../../apps/web/vite.config.ts'

/** What draws a row, and what draws its words when only they change. */
const counted: Readonly<Record<string, string>> = {
  'TimelineRow.tsx': 'function ShownRow(',
  'StaticText.tsx': 'function StaticText(',
}

/** Counts how often rows are drawn: React's own profiler would change what is measured, and counts commits. */
const countRenders: Plugin = {
  name: 'count-renders',
  enforce: 'pre',
  transform(code, id) {
    const file = Object.keys(counted).find((name) => id.endsWith(`/${name}`))
    if (file === undefined) return null
    const start = code.indexOf(counted[file] ?? '')
    const body = code.indexOf(') {\n', start) + 4
    if (start < 0 || body < 4) this.error(`${file} has no ${counted[file]} any more.`)
    return { code: `${code.slice(0, body)}window.rowRenders++\n${code.slice(body)}`, map: null }
  },
}

/** The real timeline, built as the app is, on a page of its own. */
export default mergeConfig(app, {
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  plugins: [countRenders],
})
