import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/**
 * Builds the server as it is shipped, in a second. A folder of its own: a run takes long, and who builds meanwhile must not change what is
 * tested. It lies where the server's dependencies are found.
 */
export async function buildServer(): Promise<BuiltServer> {
  const app = fileURLToPath(new URL('../../../apps/server/', import.meta.url))
  const parent = join(app, 'node_modules/.endurance')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'build-'))
  const abandon = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', abandon)
  await promisify(execFile)(process.execPath, [join(app, 'build.mjs'), folder])
  return {
    main: join(folder, 'main.js'),
    async remove() {
      process.off('exit', abandon)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface BuiltServer {
  /** To be run by Node. */
  readonly main: string
  remove(): Promise<void>
}
