import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll } from 'vitest'

/** The store's thread bundled as the server's build does it, until the end of this test file. Starts much faster than the source. */
export async function buildWorker(): Promise<URL> {
  // Inside the package, so that the bundle finds what it leaves outside.
  const cache = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url))
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'store-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const outfile = join(folder, 'sqliteWorker.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('../worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Has a binary beside its code.
    external: ['@photostructure/sqlite'],
  })
  return pathToFileURL(outfile)
}
