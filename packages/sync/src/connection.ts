import type { WebSocket } from 'ws'
import type { CloseCode } from './closeCodes.ts'
import { type Notice, noticeFrame } from './frames.ts'
import type { Limits } from './limits.ts'
import { openRateLimit, type RateLimit } from './rateLimit.ts'
import type { ConnectionAccess } from './rooms.ts'

/** One websocket in one room. What arrives while the room can't take it waits here, in order and within bounds. */
export class Connection {
  readonly socket: WebSocket
  readonly rate: RateLimit
  /** Null until decided. */
  access: ConnectionAccess | null = null
  /** Asked for the document and got it: follows from now on. */
  isFollowing = false
  /** Sent a Barrier: understands Saved and Notice. */
  wantsAcks = false
  /** Something of it was refused: no later token may be acknowledged. */
  wasRefused = false
  /** Asked once already for what is missing before its update. */
  wasAskedForGap = false
  /** A Barrier that came before the missing part did. */
  heldToken: number | null = null
  readerWrites = 0
  /** The state vector up to which a slow receiver was served, and since when it is slow. */
  slow: { readonly stateVector: Uint8Array; readonly since: number } | null = null
  lastSentAt: number
  lastHeardAt: number
  lastPingAt: number
  private inbox: Uint8Array[] = []
  private inboxBytes = 0
  private readonly limits: Limits

  constructor(socket: WebSocket, limits: Limits, now: number) {
    this.socket = socket
    this.limits = limits
    this.rate = openRateLimit(limits, now)
    this.lastSentAt = now
    this.lastHeardAt = now
    this.lastPingAt = now
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return
    this.lastSentAt = Date.now()
    this.socket.send(frame)
  }

  notify(notice: Notice): void {
    if (this.wantsAcks) this.send(noticeFrame(notice))
  }

  close(code: CloseCode, reason = ''): void {
    this.socket.close(code, reason)
  }

  /** Keeps a message for later; false if that would be too much. */
  keep(message: Uint8Array): boolean {
    this.inboxBytes += message.length
    if (this.inboxBytes > this.limits.maxQueuedBytes) return false
    this.inbox.push(message)
    return true
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
