import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { IndexeddbPersistence } from 'y-indexeddb'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { nextSaving, notSaving, type Saving, type SavingEvent } from './saving.ts'

/** Frame types beside y-websocket's own (packages/sync/SPEC.md). */
const barrierFrame = 120
const savedFrame = 121
const noticeFrame = 122

/** Why the server closed a document for good. */
export type Closed = { readonly code: number; readonly reason: string }

export interface LiveDocument {
  readonly name: string
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly saving: StoreApi<Saving>
  /** Resolves once there is something true to show: the copy on this device, or the server's. */
  readonly ready: Promise<void>
  close(): void
}

interface LiveDocumentOptions {
  name: string
  /** The server closed it for good: it is gone, or this person may not open it (any more). */
  onClosed: (closed: Closed) => void
}

/**
 * One shared document: its Y.Doc, its websocket, its copy on this device. Lives outside React. The session cookie opens the websocket, so no
 * secret stands in an address.
 */
export function openLiveDocument({ name, onClosed }: LiveDocumentOptions): LiveDocument {
  const doc = new Y.Doc()
  const saving = createStore<Saving>(() => notSaving)
  const tell = (event: SavingEvent) => saving.setState(nextSaving(saving.getState(), event), true)
  const copy = new IndexeddbPersistence(`second-story/${name}`, doc)
  const provider = new WebsocketProvider(websocketAddress(), name, doc, { connect: false, disableBc: true })

  let isClosed = false
  let barrierTimer: ReturnType<typeof setTimeout> | undefined
  const sendBarrier = () => {
    clearTimeout(barrierTimer)
    barrierTimer = undefined
    if (!provider.synced || provider.ws?.readyState !== WebSocket.OPEN) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, barrierFrame)
    encoding.writeVarUint(encoder, saving.getState().changes)
    provider.ws.send(encoding.toUint8Array(encoder))
  }

  provider.messageHandlers[savedFrame] = (_encoder, decoder) => {
    tell({ is: 'saved', token: decoding.readVarUint(decoder) })
    rememberUnsaved(copy, saving.getState())
  }
  provider.messageHandlers[noticeFrame] = (_encoder, decoder) => {
    const notice = parseNotice(decoding.readVarString(decoder))
    if (notice?.kind === 'not-saved') tell({ is: 'held' })
    else if (notice?.kind === 'refused' || notice?.kind === 'damaged') tell({ is: 'refused', why: notice.message })
  }

  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === provider || origin === copy) return
    tell({ is: 'changed' })
    rememberUnsaved(copy, saving.getState())
    barrierTimer ??= setTimeout(sendBarrier, 60)
  })
  provider.on('status', ({ status }) => tell({ is: status === 'connected' ? 'connected' : 'disconnected' }))
  // The server asks for our state first, so our changes are on the wire before this event: the barrier stands behind them.
  provider.on('sync', (synced) => {
    if (synced) sendBarrier()
  })
  provider.on('connection-close', (event) => {
    if (event === null) return
    if (event.code >= 4400 && event.code <= 4499) {
      isClosed = true
      onClosed({ code: event.code, reason: event.reason })
    } else {
      spreadReconnects(provider)
    }
  })

  // What an earlier page left unsaved must be known before the first barrier, so the copy comes first; a browser that can't open its
  // storage (a private window, a full disk) works without a copy.
  const kept = Promise.race([copy.whenSynced.then(() => copy.get('unsaved')), copyFails(copy)]).then(
    (changes: unknown) => {
      if (typeof changes === 'number' && changes > 0) tell({ is: 'kept-before', changes })
      return doc.store.clients.size > 0
    },
    () => false,
  )
  void kept.then(() => provider.connect())

  const synced = new Promise<void>((resolve) => {
    provider.on('sync', (isSynced) => {
      if (isSynced) resolve()
    })
  })
  // The browser knows before the socket does; without this a lost network shows as "Saving" for half a minute.
  const goOffline = () => provider.disconnect()
  const goOnline = () => {
    if (!isClosed) provider.connect()
  }
  window.addEventListener('offline', goOffline)
  window.addEventListener('online', goOnline)
  window.addEventListener('pagehide', sendBarrier)

  return {
    name,
    doc,
    provider,
    saving,
    ready: kept.then((hasCopy) => (hasCopy ? undefined : synced)),
    close() {
      window.removeEventListener('offline', goOffline)
      window.removeEventListener('online', goOnline)
      window.removeEventListener('pagehide', sendBarrier)
      isClosed = true
      clearTimeout(barrierTimer)
      provider.destroy()
      void copy.destroy()
      doc.destroy()
    },
  }
}

function websocketAddress(): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/sync`
}

/** Two hundred people must not come back in the same instant after a restart: each waits a time of its own. */
function spreadReconnects(provider: WebsocketProvider): void {
  provider.maxBackoffTime = 300 + Math.random() * 2700
  provider.wsUnsuccessfulReconnects = 10
}

function rememberUnsaved(copy: IndexeddbPersistence, { changes, saved }: Saving): void {
  // Best effort: without storage there is no copy either.
  void copy.set('unsaved', changes - saved).catch(() => undefined)
}

/** `y-indexeddb` waits for ever where the browser refuses storage; its inner promise tells. */
function copyFails(copy: IndexeddbPersistence): Promise<never> {
  const inner: unknown = Reflect.get(copy, '_db')
  return inner instanceof Promise ? inner.then(() => new Promise<never>(() => undefined)) : new Promise<never>(() => undefined)
}

function parseNotice(text: string): { kind: string; message: string } | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return null
    return { kind: value.kind, message: 'message' in value && typeof value.message === 'string' ? value.message : '' }
  } catch {
    return null // a newer server's notice that this app doesn't know
  }
}
