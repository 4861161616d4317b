// npm run bench:web [-- --rows 2000 --seconds 5 --throttle 6]: the timeline, and the coach's worker, in a real browser. Prints a table, then the figures as JSON.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { findBrowser } from '@second-story/tooling/browser'
import { build } from 'vite'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '5' },
    throttle: { type: 'string', default: '1' },
  },
})

const outDir = await mkdtemp(join(tmpdir(), 'second-story-bench-'))
await build({
  configFile: fileURLToPath(new URL('web/vite.config.ts', import.meta.url)),
  logLevel: 'error',
  build: { outDir, emptyOutDir: true },
})
const server = await serve(outDir)
const browser = await chromium.launch(await findBrowser())
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.on('pageerror', (error) => console.error(`page: ${error.message}`))
  const throttle = Number(values.throttle)
  if (throttle > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await page.goto(server.url)
  const figures = await page.evaluate(({ rows, ms }) => window.bench.run(rows, ms), {
    rows: Number(values.rows),
    ms: Number(values.seconds) * 1000,
  })
  console.log(table(figures))
  console.log(JSON.stringify({ browser: browser.version(), throttle, ...figures }))
} finally {
  await browser.close()
  server.close()
  await rm(outDir, { recursive: true, force: true })
}

/** @param {import('./web/main.tsx').WebFigures} figures */
function table(figures) {
  const { coach } = figures
  const frames = (/** @type {import('./web/frames.ts').Frames} */ { p50, p95, p99, longest }) =>
    `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, longest ${longest} ms`
  const lines = [
    ['rows', `${figures.rows} (${figures.updateKb} KB)`],
    ['apply the update', `${figures.applyMs} ms`],
    ['put the rows in order', `${figures.indexMs} ms`],
    ['first rows on the screen', `${figures.firstRowsMs} ms`],
    ['first render', `${figures.firstRenderMs} ms`],
    ['DOM nodes', String(figures.domNodes)],
    ['frames, scrolling at 4,000 px/s', frames(figures.scrolling)],
    ['frames, 100 remote edits a second', frames(figures.editing)],
    ['frames, both at once', frames(figures.both)],
    ['the coach: its worker starts', `${coach.startMs} ms`],
    [`the coach: ${coach.words} words`, `${coach.wholeMs} ms; ${coach.firstMs} ms as its first question`],
    ['the coach: one sentence', `${coach.sentenceMs} ms`],
    ['row renders per edit', `${figures.editing.rowRendersPerEdit} (${figures.editing.edits} edits)`],
  ]
  return lines.map(([name, value]) => `${name?.padEnd(36)}${value}`).join('\n')
}

/** @param {string} folder */
function serve(folder) {
  const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }
  const listening = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://bench').pathname)
    const file = path === '/' ? '/index.html' : path
    readFile(join(folder, file)).then(
      (body) => {
        const type = types[/** @type {keyof typeof types} */ (extname(file))] ?? 'application/octet-stream'
        response.writeHead(200, { 'content-type': type })
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  return new Promise((/** @type {(server: { url: string, close: () => void }) => void} */ resolve) => {
    listening.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      if (address === null || typeof address === 'string') throw new Error('A TCP server has a numeric port.')
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        close: () => {
          listening.closeAllConnections()
          listening.close()
        },
      })
    })
  })
}
