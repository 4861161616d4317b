import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Outside the workspace, with a lockfile of its own: nobody should have to install other servers to work on this one. */
export const peersFolder = fileURLToPath(new URL('../../../peers', import.meta.url))

/** Installs the peers if that was not done yet for this very Node: one of them has a part that is compiled for it. */
export async function ensurePeers(): Promise<void> {
  const stamp = join(peersFolder, 'node_modules', '.installed-for')
  const lock = createHash('sha256')
    .update(readFileSync(join(peersFolder, 'package-lock.json')))
    .digest('hex')
  const wanted = `${process.versions.modules} ${lock}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Installing the servers to compare with (about a minute) ...')
  const bin = dirname(process.execPath)
  const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
  // A Node that brings its own headers need not fetch them, nor take those of another.
  const ownHeaders = existsSync(join(bin, '../include/node/node.h')) ? { npm_config_nodedir: dirname(bin) } : {}
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: peersFolder,
    env: { ...environment, ...ownHeaders },
    maxBuffer: 64 * 1024 * 1024,
  })
  writeFileSync(stamp, wanted)
}
