import type { WebSocket } from 'ws'
import type { CloseCode } from './closeCodes.ts'
import { type Notice, noticeFrame } from './frames.ts'
import type { Limits } from './limits.ts'
import { frameSenderOf, type Outgoing, outgoing, pingFrame } from './outgoing.ts'
import { RateLimit } from './rateLimit.ts'
import type { OwnerRate } from './owners.ts'
import type { Said } from './presence.ts'
import type { ConnectionAccess } from './rooms.ts'

/** One websocket in one room. What arrives while the room can't take it waits here, in order and within bounds. */
export class Connection {
  readonly socket: WebSocket
  /** How often it may have the document compared with its own: the only question whose answer can be large. */
  readonly answers: RateLimit
  readonly presence: RateLimit
  /** Null until decided. */
  access: ConnectionAccess | null = null
  /** Shared with the other connections of its owner. */
  ownerRate: OwnerRate | null = null
  /** Asked for the document and got it: follows from now on. */
  isFollowing = false
  /** Sent a Barrier: understands Saved and Notice. */
  wantsAcks = false
  /** Something of it was refused: no later token may be acknowledged. */
  wasRefused = false
  /** Asked for what is missing before one of its updates; it has not answered yet. */
  owesMissing = false
  /** A Barrier that came before the missing part did. */
  heldToken: number | null = null
  readerWrites = 0
  /** What it says of itself came too often: the newest, for later. */
  latePresence: Said | null = null
  /** It is sent no updates now, and later one difference from this state vector: it reads too slowly, or asks too often. */
  servedUpTo: ReadonlyMap<number, number> | null = null
  /** Others' presence changed while it was too slow to be told. */
  missedPresence = false
  lastSentAt: number
  lastHeardAt: number
  /** Since when the server says goodbye. */
  closingAt: number | null = null
  private lastPingAt: number
  private readonly limits: Limits
  private readonly frames: ReturnType<typeof frameSenderOf>
  private readonly messages: RateLimit
  private readonly bytes: RateLimit
  private inbox: Uint8Array[] = []
  private inboxBytes = 0
  private sentBytes = 0
  private progress: { readonly takenBytes: number; readonly at: number }

  constructor(socket: WebSocket, limits: Limits, now: number) {
    this.socket = socket
    this.limits = limits
    this.frames = frameSenderOf(socket)
    this.messages = new RateLimit(limits.messagesPerSecond, limits.messagesBurst, now)
    this.bytes = new RateLimit(limits.bytesPerSecond, limits.bytesBurst, now)
    this.answers = new RateLimit(limits.answersPerSecond, limits.answersBurst, now)
    this.presence = new RateLimit(limits.presencePerSecond, limits.presenceBurst, now)
    this.lastSentAt = now
    this.lastHeardAt = now
    this.lastPingAt = now
    this.progress = { takenBytes: 0, at: now }
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  send(all: Outgoing): void {
    if (!this.isOpen) return
    const { frame } = all
    const now = Date.now()
    this.lastSentAt = now
    this.sentBytes += frame[0].length
    if (this.frames === null) {
      for (let each: Outgoing | null = all; each !== null; each = each.next) this.socket.send(each.message)
    } else if (this.mustPing(now, this.limits.pingAlongMs)) {
      this.lastPingAt = now
      this.frames.sendFrame([pingFrame, frame[0]])
    } else {
      this.frames.sendFrame(frame)
    }
  }

  /** Asks whether anybody is there, if that has not been heard for too long. Says whether it is worth waiting for the answer. */
  ping(now: number): boolean {
    if (now - this.lastHeardAt > this.limits.pongMs) return false
    if (this.mustPing(now, this.limits.pingMs)) {
      this.lastPingAt = now
      this.socket.ping()
    }
    return true
  }

  private mustPing(now: number, silentMs: number): boolean {
    return now - this.lastHeardAt > silentMs && now - this.lastPingAt > silentMs
  }

  notify(notice: Notice): void {
    if (this.wantsAcks) this.send(outgoing(noticeFrame(notice)))
  }

  close(code: CloseCode, reason = ''): void {
    this.closingAt ??= Date.now()
    this.socket.close(code, reason)
  }

  /** Whether one more message of this size is within its rate. */
  isWithinRate(size: number, now: number): boolean {
    return this.messages.take(1, now) && this.bytes.take(size, now) && (this.ownerRate?.take(size, now) ?? true)
  }

  /** More unsent than a receiver that keeps up ever has. */
  get isSlow(): boolean {
    return this.socket.bufferedAmount > this.limits.slowBytes
  }

  get isDrained(): boolean {
    return this.socket.bufferedAmount <= this.limits.drainedBytes
  }

  /** Something is still due to it, or from it. */
  get isBehind(): boolean {
    return this.servedUpTo !== null || this.latePresence !== null || this.missedPresence || !this.isDrained
  }

  /** Takes next to nothing of what it is sent: less than `slowBytes` in `maxSlowMs`. A slow line makes progress, a dead or hostile one doesn't. */
  isStuck(now: number): boolean {
    const takenBytes = this.sentBytes - this.socket.bufferedAmount
    if (this.isDrained || takenBytes >= this.progress.takenBytes + this.limits.slowBytes) this.progress = { takenBytes, at: now }
    return now - this.progress.at > this.limits.maxSlowMs
  }

  /** Keeps a message for later; false if that would be too much. */
  keep(message: Uint8Array): boolean {
    if (this.inboxBytes + message.length > this.limits.maxQueuedBytes) return false
    this.inboxBytes += message.length
    this.inbox.push(message)
    return true
  }

  /** Keeps a message that was being handled, before the others. */
  keepFirst(message: Uint8Array): void {
    this.inboxBytes += message.length
    this.inbox.unshift(message)
  }

  get keptBytes(): number {
    return this.inboxBytes
  }

  get hasKept(): boolean {
    return this.inbox.length > 0
  }

  takeKept(): Uint8Array | undefined {
    const message = this.inbox.shift()
    if (message) this.inboxBytes -= message.length
    return message
  }
}
