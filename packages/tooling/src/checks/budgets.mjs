import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readJson, root } from '../repository.mjs'

/**
 * @typedef {import('../run.mjs').Outcome} Outcome
 * @typedef {Record<string, Chunk>} ViteManifest keyed by source file, or by a name with `_` before it
 * @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk
 */

/**
 * Kilobytes of gzip (1 kB = 1,000 bytes, as browsers show them). A row counts what `with` needs to start, less what `without`
 * has loaded by then. The figures are those of what we measured for React, Yjs and the editor, plus what we allow ourselves.
 * @type {readonly { what: string, with: readonly string[], without: readonly string[], maxKb: number }[]}
 */
const budgets = [
  { what: 'JavaScript of the page to join', with: ['src/main.tsx'], without: [], maxKb: 90 },
  { what: 'JavaScript of the room without its editor', with: ['src/main.tsx', 'src/room/RoomPage.tsx'], without: [], maxKb: 160 },
  {
    what: 'JavaScript of the editor',
    with: ['src/editor/RichTextEditor.tsx'],
    without: ['src/main.tsx', 'src/room/RoomPage.tsx'],
    maxKb: 145,
  },
]
/**
 * What most meetings never download, or download in a worker of its own: told by its source in the manifest, or by its file.
 * @type {readonly { what: string, has: RegExp, maxKb: number }[]}
 */
const apart = [
  // Once for the page, once for the worker that reads imports.
  { what: 'for browsers without Temporal', has: /\/temporal-polyfill\/|\/global\.esm-[\w-]+\.js$/, maxKb: 42 },
  { what: 'the coach, in its worker', has: /\/coachWorker-/, maxKb: 400 },
  { what: 'importing: its dialog and its worker', has: /\/ImportDialog\.tsx$|\/importWorker-/, maxKb: 150 },
]
const maxAllScriptsKb = 450
const maxAllStylesKb = 18

/** Of the built web app. @returns {Outcome} */
export function checkBudgets() {
  const dist = join(root, 'apps/web/dist')
  const manifestPath = 'apps/web/dist/.vite/manifest.json'
  if (!existsSync(join(root, manifestPath))) return { ok: false, output: `${manifestPath} is missing: build the web app first.` }
  const manifest = /** @type {ViteManifest} */ (readJson(manifestPath))
  /** @param {string} file */
  const bytesOf = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
  const built = readdirSync(dist, { recursive: true }).map(String)

  const rows = budgets.map((budget) => {
    const missing = budget.with.filter((source) => chunkOf(source, manifest) === undefined)
    const files = filesFor(budget.with, manifest).filter((file) => !filesFor(budget.without, manifest).includes(file))
    return { ...budget, bytes: sum(files.map(bytesOf)), missing }
  })
  const scripts = built.filter((file) => file.endsWith('.js'))
  const sourceOf = new Map(Object.entries(manifest).map(([source, { file }]) => [file, source]))
  const partOf = (/** @type {string} */ file) => apart.find(({ has }) => has.test(file) || has.test(sourceOf.get(file) ?? ''))
  rows.push(
    {
      ...whole('all JavaScript of a whole meeting', maxAllScriptsKb),
      bytes: sum(scripts.filter((file) => partOf(file) === undefined).map(bytesOf)),
    },
    ...apart.map((part) => ({
      ...whole(`on top of it, ${part.what}`, part.maxKb),
      bytes: sum(scripts.filter((file) => partOf(file) === part).map(bytesOf)),
    })),
    { ...whole('all styles', maxAllStylesKb), bytes: sum(built.filter((file) => file.endsWith('.css')).map(bytesOf)) },
  )

  const lines = rows.map(({ what, bytes, maxKb, missing }) =>
    missing.length > 0
      ? `MISSING ${what}: the build has no chunk for ${missing.join(', ')}. Has it moved, or is it no longer imported with import()?`
      : `${bytes > maxKb * 1000 ? 'OVER   ' : 'ok     '} ${what}: ${(bytes / 1000).toFixed(1)} kB of ${maxKb} kB`,
  )
  return { ok: lines.every((line) => line.startsWith('ok')), output: lines.join('\n') }
}

/**
 * The scripts that have to be loaded before the given sources run.
 * @param {readonly string[]} sources
 * @param {ViteManifest} manifest
 */
export function filesFor(sources, manifest) {
  const chunks = new Set(sources.flatMap((source) => chunkOf(source, manifest) ?? []))
  for (const chunk of chunks) {
    for (const name of chunk.imports ?? []) {
      const imported = manifest[name]
      if (imported) chunks.add(imported)
    }
  }
  return [...chunks].map(({ file }) => file).filter((file) => file.endsWith('.js'))
}

/**
 * Vite names the first chunk after the page that loads it.
 * @param {string} source
 * @param {ViteManifest} manifest
 */
function chunkOf(source, manifest) {
  return manifest[source] ?? (source === 'src/main.tsx' ? manifest['index.html'] : undefined)
}

/** @param {string} what @param {number} maxKb */
function whole(what, maxKb) {
  /** @type {string[]} */
  const none = []
  return { what, with: none, without: none, maxKb, missing: none }
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
