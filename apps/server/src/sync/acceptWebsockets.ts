import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type MeetingId, parseDocumentName } from '@second-story/meeting'
import { closeCodes, type ConnectionAccess, type Refusal, type Rooms } from '@second-story/sync'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Access, type Credentials, readCredentials } from '../access/access.ts'
import { isOwnOrigin } from '../access/origin.ts'
import { decideAccess } from '../access/rights.ts'
import { problemDetails, type ProblemCode } from '../operations/problems.ts'
import type { Settings } from '../settings.ts'
import { clientAddress } from './clientAddress.ts'
import { Tally } from './tally.ts'
import { openTokenBuckets } from './tokenBuckets.ts'

export interface WebsocketOptions {
  readonly rooms: Rooms
  readonly access: Access
  readonly settings: Settings
  /** A larger message ends the connection before it is in memory. */
  readonly maxPayloadBytes: number
  readonly isDraining: () => boolean
  /** Somebody of the meeting connects. */
  readonly onMeeting: (meeting: MeetingId) => void
  readonly onFailed: (error: unknown) => void
  readonly onClosed: (code: number) => void
}

/**
 * `WS /sync/<document name>`. Foreign origins and floods are refused at the upgrade, in HTTP. Everything else is accepted first and
 * closed with a code of ours where it may not be: a browser can't read an HTTP refusal, and the stock client would retry for ever.
 * Returns the way to stop: it resolves once no socket is left.
 */
export function acceptWebsockets(server: Server, options: WebsocketOptions): () => Promise<void> {
  const { rooms, access, settings } = options
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: options.maxPayloadBytes })
  const upgrades = openTokenBuckets({ burst: settings.upgradeBurst, perSecond: settings.upgradesPerSecond, now: Date.now })
  const perAddress = new Tally()
  const perParticipant = new Tally()

  function onUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', () => {}) // a client that vanishes during the upgrade; there is nobody to tell
    const target = parseTarget(request)
    const address = clientAddress(request, settings.trustProxy)
    if (options.isDraining()) return refuse(stream, 'restarting', 'Come back in a moment.', 1)
    if (target === null) return refuse(stream, 'not-found', 'Documents are at /sync/<document name>.')
    if (!isOwnOrigin(request.headers, settings.publicUrl)) {
      return refuse(stream, 'foreign-origin', 'Open the meeting at its own address.')
    }
    const wait = upgrades.take(address)
    if (wait > 0) return refuse(stream, 'too-many-requests', 'Connect more slowly.', wait)
    if (perAddress.of(address) >= settings.connectionsPerAddress) {
      return refuse(stream, 'too-many-requests', 'Close other connections from this address first.', 30)
    }
    const leaveAddress = perAddress.add(address)
    stream.once('close', leaveAddress)
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // In this very tick: what the client sends next must find somebody listening.
      rooms.connect(socket, target.name, decide(socket, target))
      socket.on('close', options.onClosed)
    })
  }

  async function decide(socket: WebSocket, { name, credentials }: Target): Promise<ConnectionAccess | Refusal> {
    try {
      const document = parseDocumentName(name)
      if (document === null) return { refuse: closeCodes.noSuchDocument }
      if (!(await access.isMeeting(document.meeting))) return { refuse: closeCodes.noSuchDocument }
      const participant = await access.identify(document.meeting, credentials)
      if (participant === null) return { refuse: closeCodes.notJoined }
      if (perParticipant.of(participant.id) >= settings.connectionsPerParticipant) return { refuse: closeCodes.overloaded }
      socket.once('close', perParticipant.add(participant.id))
      options.onMeeting(document.meeting)
      return decideAccess(participant, document)
    } catch (error) {
      options.onFailed(error)
      return { refuse: closeCodes.loadFailed }
    }
  }

  server.on('upgrade', onUpgrade)
  // The listener stays: whoever comes late is told that the server restarts, not that there is no such page.
  return () => lastGone(sockets.clients)
}

/** For the close code to arrive. Who doesn't answer within it is cut off: the server must not wait for a sleeping laptop. */
const goodbyeMs = 2_000

async function lastGone(clients: ReadonlySet<WebSocket>): Promise<void> {
  const cutOff = setTimeout(() => clients.forEach((socket) => socket.terminate()), goodbyeMs)
  await Promise.all([...clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))))
  clearTimeout(cutOff)
}

interface Target {
  readonly name: string
  readonly credentials: Credentials
}

function parseTarget(request: IncomingMessage): Target | null {
  const address = request.url ?? ''
  if (!URL.canParse(address, 'http://host')) return null
  const url = new URL(address, 'http://host')
  if (!url.pathname.startsWith('/sync/')) return null
  const { token, session } = readCredentials(request.headers)
  return {
    name: decodeOrKeep(url.pathname.slice('/sync/'.length)),
    credentials: { token: url.searchParams.get('token') ?? token, session },
  }
}

/** A name that can't be decoded names no document; it is told so like any other. */
function decodeOrKeep(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const reasons: Partial<Record<ProblemCode, string>> = {
  'foreign-origin': 'Forbidden',
  'not-found': 'Not Found',
  'too-many-requests': 'Too Many Requests',
  restarting: 'Service Unavailable',
}

function refuse(stream: Duplex, code: ProblemCode, detail: string, retryAfterSeconds?: number): void {
  const problem = problemDetails(code, detail)
  const body = JSON.stringify(problem)
  stream.end(
    [
      `HTTP/1.1 ${problem.status} ${reasons[code] ?? 'Refused'}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
      '',
      body,
    ].join('\r\n'),
  )
}
