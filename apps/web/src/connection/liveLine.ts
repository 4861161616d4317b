import type { WebsocketProvider } from 'y-websocket'
import { retryDelayMs } from './retrySchedule.ts'

/**
 * Keeps a document's websocket alive: decides when to try again, finds out that a line is dead although nobody said so (a closed laptop, a
 * network that is gone), and says how long it has been lost. The provider's own schedule is switched off: after each close it is told not to
 * connect, and connected from here.
 */
export interface LiveLine {
  /** Tries now if it is lost; else asks the server for a sign of life and gives it a few seconds. */
  check(): void
  /** A new connection, now; after `rest` too. */
  reconnect(): void
  /** A frame went out that is answered at once: silence means that the line is dead. */
  expectAnswer(): void
  /** The server hints at how many come back. */
  comeBackWithin(ms: number): void
  /** Nothing can help but somebody: no tries until `reconnect`. */
  rest(): void
  close(): void
}

interface LiveLineOptions {
  provider: WebsocketProvider
  /** Sends what is answered at once. */
  ask: () => void
  on: (event: 'connected' | 'lost' | 'still-lost' | 'offline') => void
  /** Closed by the server or the network; null where this page gave up on it. */
  onClosed: (event: { code: number; reason: string } | null) => void
}

/** A restart takes about two seconds; nobody should be told of it. */
const blinkMs = 2_000
/** From "Reconnecting" to "Offline". */
const reconnectingMs = 4_000
/** How long the server may take for a sign of life: on waking up, and after an edit. A slow line gets twice as long after each mistake. */
const checkMs = 3_000
const answerMs = 10_000

export function openLiveLine({ provider, ask, on, onClosed }: LiveLineOptions): LiveLine {
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let lostTimer: ReturnType<typeof setTimeout> | undefined
  let answerTimer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let patience = 1
  let comeBackWithinMs: number | null = null
  /** It rests until it is first asked to check: the copy on this device comes first. */
  let mode: 'new' | 'trying' | 'resting' | 'closed' = 'new'

  const connect = () => {
    clearTimeout(retryTimer)
    retryTimer = undefined
    if (mode === 'closed') return
    provider.connect()
    waitForAnswer(answerMs)
  }

  const retry = () => {
    clearTimeout(retryTimer)
    if (mode !== 'trying') return
    retryTimer = setTimeout(connect, retryDelayMs(attempt++, Math.random(), comeBackWithinMs))
    comeBackWithinMs = null
  }

  /** People are told by and by; the first seconds are nobody's business. */
  const beLost = () => {
    on('lost')
    if (lostTimer !== undefined) return
    lostTimer = setTimeout(() => {
      on('still-lost')
      lostTimer = setTimeout(() => on('still-lost'), reconnectingMs)
    }, blinkMs)
  }

  const beBack = () => {
    clearTimeout(lostTimer)
    lostTimer = undefined
    attempt = 0
    on('connected')
  }

  /** Gives up on a socket that may never say that it is closed. */
  const giveUp = () => {
    patience = Math.min(patience * 2, 8)
    provider.disconnect()
    connect()
  }

  const waitForAnswer = (ms: number) => {
    if (answerTimer !== undefined && ms >= answerMs) return // an earlier question waits already
    clearTimeout(answerTimer)
    const askedAt = Date.now()
    let unsent = provider.ws?.bufferedAmount ?? 0
    const look = () => {
      answerTimer = undefined
      if (mode === 'closed' || provider.ws === null || provider.wsLastMessageReceived >= askedAt) return
      const left = provider.ws.bufferedAmount
      if (left > 0 && left < unsent) {
        unsent = left // much to say over a slow line, and it gets on
        answerTimer = setTimeout(look, ms * patience)
      } else {
        giveUp()
      }
    }
    answerTimer = setTimeout(look, ms * patience)
  }

  provider.on('connection-close', (event) => {
    clearTimeout(answerTimer)
    answerTimer = undefined
    provider.shouldConnect = false
    if (mode === 'closed') return
    beLost()
    onClosed(event)
    retry()
  })
  provider.on('sync', (isSynced) => {
    if (!isSynced) return
    patience = 1
    beBack()
  })

  const check = () => {
    if (mode === 'resting' || mode === 'closed') return
    if (provider.synced) {
      ask()
      clearTimeout(answerTimer)
      answerTimer = undefined
      waitForAnswer(checkMs)
    } else if (provider.ws === null) {
      mode = 'trying'
      attempt = 0
      connect()
    }
  }

  const onVisible = () => {
    if (document.visibilityState === 'visible') onOnline()
  }
  // The browser knows before the socket does; without this a lost network shows as "Saving" for a while.
  const onOffline = () => {
    provider.disconnect()
    clearTimeout(retryTimer)
    on('offline')
  }
  const onOnline = () => {
    if (mode === 'trying') check()
  }
  window.addEventListener('online', onOnline)
  window.addEventListener('pageshow', onOnline)
  window.addEventListener('offline', onOffline)
  document.addEventListener('visibilitychange', onVisible)

  // A page that opens while nobody answers is lost from the start.
  beLost()

  return {
    check,
    reconnect() {
      if (mode === 'closed') return
      mode = 'trying'
      attempt = 0
      provider.disconnect()
      connect()
    },
    expectAnswer: () => waitForAnswer(answerMs),
    comeBackWithin(ms) {
      comeBackWithinMs = ms
    },
    rest() {
      mode = 'resting'
      clearTimeout(retryTimer)
    },
    close() {
      mode = 'closed'
      for (const timer of [retryTimer, lostTimer, answerTimer]) clearTimeout(timer)
      window.removeEventListener('online', onOnline)
      window.removeEventListener('pageshow', onOnline)
      window.removeEventListener('offline', onOffline)
      document.removeEventListener('visibilitychange', onVisible)
    },
  }
}
