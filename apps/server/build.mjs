// Builds the server into dist/, or the folder that is named: main.js, and what runs in threads of its own: sqliteWorker.js (the store), boardWorker.js (past boards).
//
// Our own packages and what only they depend on are bundled, because pnpm lets no file outside a package see that package's
// dependencies. What the server itself depends on stays outside: loaded as published, native binaries included. yjs is bundled like
// the packages that use it, so that there is one copy: two break documents.

import { readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const manifest = /** @type {{ dependencies: Record<string, string> }} */ (
  JSON.parse(await readFile(here('package.json'), 'utf8'))
)
const external = Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@second-story/') && name !== 'yjs')

const outdir = process.argv[2] ?? here('dist')
await rm(outdir, { recursive: true, force: true })
await build({
  entryPoints: {
    main: here('src/main.ts'),
    sqliteWorker: here('../../packages/store/src/sqlite/worker.ts'),
    boardWorker: here('src/meetings/history/boardWorker.ts'),
  },
  outdir,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: [...external, 'node:sqlite'],
  sourcemap: 'linked',
  logLevel: 'warning',
})
