import { readdir, readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './errors.ts'

/**
 * The built web app. Its files are few and never change while the server runs: they are listed once, kept in memory, and compressed once.
 * No path of a request ever reaches the file system.
 */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
  const files = await listFiles(folder)

  // One person loads a score of files at once, and a whole team may come from one address: these cost nothing, so they don't count.
  app.get('/*', { schema: { hide: true }, config: { rateLimit: false } }, async (request, reply) => {
    const path = new URL(request.url, 'http://host').pathname
    const file = files.get(path)
    if (file !== undefined) return sendFile(request, reply, file)
    if (!isPage(request, path)) return sendProblem(reply, 'not-found', 'Check the address.')
    const page = files.get('/index.html')
    if (page !== undefined) return sendFile(request, reply, page)
    return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt)
  })
}

const notBuilt = 'The web app is not built yet. Run "npm start", which builds it, or "npm run dev" to work on it.\n'

interface StaticFile {
  readonly path: string
  readonly type: string
  /** Names with a hash of their content may be kept for ever; the page that names them may not. */
  readonly isImmutable: boolean
  read(encoding: Encoding): Promise<{ body: Buffer; tag: string }>
}

type Encoding = 'br' | 'gzip' | 'identity'

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: StaticFile): Promise<FastifyReply> {
  const encoding = chooseEncoding(String(request.headers['accept-encoding'] ?? ''), file)
  const { body, tag } = await file.read(encoding)
  reply.headers({
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag: tag,
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  })
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  return reply.type(file.type).send(body)
}

/** Pages of the app live at any address that is no call and no file; which page it is, the app knows. */
function isPage(request: FastifyRequest, path: string): boolean {
  if (/^\/(api|sync|assets|metrics|healthz)(\/|$)/.test(path) || extname(path) !== '') return false
  const accept = request.headers.accept ?? '*/*'
  return accept.includes('text/html') || accept.includes('*/*')
}

async function listFiles(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = new Map<string, StaticFile>()
  for (const entry of entries) {
    const onDisk = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, onDisk).split(sep).join('/')}`
    // Vite's manifest and other dot files are for tools.
    if (entry.isFile() && !path.includes('/.')) files.set(path, staticFile(path, onDisk))
  }
  return files
}

function staticFile(path: string, onDisk: string): StaticFile {
  const kept = new Map<Encoding, Promise<{ body: Buffer; tag: string }>>()
  const make = async (encoding: Encoding) => {
    const body = await compress(await readFile(onDisk), encoding)
    return { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
  }
  return {
    path,
    type: types[extname(path)] ?? 'application/octet-stream',
    isImmutable: path.startsWith('/assets/'),
    read(encoding) {
      const before = kept.get(encoding)
      if (before !== undefined) return before
      const made = make(encoding)
      kept.set(encoding, made)
      made.catch(() => kept.delete(encoding)) // e.g. rebuilt this moment; who asked hears of it, the next one tries again
      return made
    },
  }
}

/** Nine of eleven: as small within a percent, in a tenth of the time. Done once per file. */
const brotliQuality = 9

function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  switch (encoding) {
    case 'br':
      return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
    case 'gzip':
      return promisify(gzip)(body)
    case 'identity':
      return Promise.resolve(body)
  }
}

function chooseEncoding(accepted: string, { type }: StaticFile): Encoding {
  if (!/^(text|application\/(json|manifest)|image\/svg)/.test(type)) return 'identity'
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?(,|$))/.test(accepted)) return 'br'
  if (/\bgzip\b(?!\s*;\s*q=0(\.0*)?(,|$))/.test(accepted)) return 'gzip'
  return 'identity'
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
