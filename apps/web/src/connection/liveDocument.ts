import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { copyName, openDeviceCopy } from './deviceCopy.ts'
import { openLiveLine } from './liveLine.ts'
import { tellOwnPresence } from './ownPresence.ts'
import { refusedDelayMs } from './retrySchedule.ts'
import { nextSaving, notSaving, type Refusal, type Saving, type SavingEvent } from './saving.ts'
import { encodeBarrier, isQuestion, noticeFrame, parseNotice, savedFrame, syncFrame } from './syncFrames.ts'

/** Why the server closed a document for good. */
export type Closed = { readonly code: number; readonly reason: string }

export interface LiveDocument {
  readonly name: string
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly saving: StoreApi<Saving>
  /** Resolves once there is something true to show: the copy on this device, or the server's. */
  readonly ready: Promise<void>
  /** Where in the document the changes are that the server lacks: by client id, the clock from which on. */
  unsavedFrom(): ReadonlyMap<number, number>
  /** The server may be there again: tries now, or finds out. */
  check(): void
  /** Sends all that is unsaved on a new connection, also where it was refused before. */
  tryAgain(): void
  /** It won't be taken, as others know: says so. */
  refuse(why: Refusal): void
  /** Gives up what is on this device. The page has to be loaded again after it. */
  letGo(): Promise<void>
  close(): void
}

interface LiveDocumentOptions {
  name: string
  /** Whose copy on this device it is. */
  participant: string
  /** The server won't let this person in (any more), or it is gone. Nothing is tried until `tryAgain`. */
  onClosed: (closed: Closed) => void
  /** Another page has let go of what this one shows. */
  onLetGo: () => void
}

/** How long edits are gathered before the server is asked whether they are saved. */
const barrierMs = 60
/** While the server can't write it is asked again and again: it tells only those who wait. */
const heldMs = 2_000

/**
 * One shared document: its Y.Doc, its websocket, its copy on this device. Lives outside React. The session cookie opens the websocket, so no
 * secret stands in an address.
 *
 * Once the server has refused a change, nothing is acknowledged on that connection any more, and what is built upon the change would be
 * refused with it. So the next connection only listens: it doesn't answer when the server asks for what it lacks, and believes no
 * acknowledgement. Now and then one that answers is tried; when all of it is saved, the refusal is over.
 */
export function openLiveDocument({ name, participant, onClosed, onLetGo }: LiveDocumentOptions): LiveDocument {
  const doc = new Y.Doc()
  const saving = createStore<Saving>(() => notSaving)
  const tell = (event: SavingEvent) => saving.setState(nextSaving(saving.getState(), event), true)
  const provider = new WebsocketProvider(websocketAddress(), name, doc, { connect: false, disableBc: true })
  tellOwnPresence(provider)
  const copy = openDeviceCopy({
    name: copyName(name, participant),
    doc,
    onKept: () => tell({ is: 'kept', change: saving.getState().changes }),
    onWorks: (works) => tell({ is: 'copy', works }),
    onLetGo,
  })

  /** Where this page's unsaved changes begin, by its client id; and those of earlier pages. */
  const ownFrom = new Map<number, number>()
  const leftFrom = new Map<number, number>()
  let left = 0
  let barriers: { readonly token: number; readonly client: number; readonly clock: number }[] = []
  let barrierTimer: ReturnType<typeof setTimeout> | undefined
  let heldTimer: ReturnType<typeof setTimeout> | undefined
  let refusedTimer: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  let isListening = false
  /** The server asked for what it lacks, and was answered: what is acknowledged now covers all. */
  let hasAnswered = false

  const line = openLiveLine({
    provider,
    ask: () => sendBarrier(),
    on: (event) => tell({ is: event }),
    onClosed(event) {
      barriers = []
      hasAnswered = false
      if (event !== null) onSocketClosed(event)
    },
  })

  function sendBarrier(): void {
    clearTimeout(barrierTimer)
    barrierTimer = undefined
    if (!provider.synced || provider.ws?.readyState !== WebSocket.OPEN) return
    const token = saving.getState().changes
    barriers.push({ token, client: doc.clientID, clock: Y.getState(doc.store, doc.clientID) })
    provider.ws.send(encodeBarrier(token))
    line.expectAnswer()
  }

  function onSaved(token: number): void {
    const { changes, saved, refused } = saving.getState()
    if (!hasAnswered && changes > saved) {
      // The server has not asked for what was written before, so it speaks of less than the token says. It asks all who may write.
      if (refused === null) tell({ is: 'refused', why: 'read-only' })
      return
    }
    for (const { client, clock } of barriers.filter((barrier) => barrier.token <= token)) {
      if (ownFrom.has(client)) ownFrom.set(client, clock)
    }
    barriers = barriers.filter((barrier) => barrier.token > token)
    tell({ is: 'saved', token })
    if (refused !== null && saving.getState().refused === null) {
      refusals = 0
      clearTimeout(refusedTimer)
    }
    if (leftFrom.size > 0 && saving.getState().saved >= left) {
      leftFrom.clear()
      copy.forgetLeft()
    }
    noteUnsaved()
  }

  function onNotice(text: string): void {
    const notice = parseNotice(text)
    if (notice?.kind === 'restarting' && notice.comeBackWithinMs !== null) line.comeBackWithin(notice.comeBackWithinMs)
    else if (notice?.kind === 'not-saved') onHeld()
    else if (notice?.kind === 'damaged') onRefused('damaged')
    else if (notice?.kind === 'refused') onRefused(hasAnswered ? 'not-taken' : 'read-only')
  }

  function onHeld(): void {
    tell({ is: 'held' })
    clearTimeout(heldTimer)
    heldTimer = setTimeout(sendBarrier, heldMs)
  }

  function onRefused(why: Refusal): void {
    tell({ is: 'refused', why })
    // Readers go on reading: when they may write again, the server closes their connection.
    if (why === 'read-only') return
    clearTimeout(refusedTimer)
    refusedTimer = setTimeout(tryAgain, refusedDelayMs(refusals++, Math.random()))
  }

  function tryAgain(): void {
    clearTimeout(refusedTimer)
    isListening = false
    line.reconnect()
  }

  function onSocketClosed({ code, reason }: Closed): void {
    if (code === 4401 || code === 4403 || code === 4404) {
      line.rest()
      onClosed({ code, reason })
    } else if (code === 4426) {
      line.rest()
      tell({ is: 'refused', why: 'outdated' })
    } else if ((code >= 4400 && code <= 4499) || code === 1009) {
      isListening = true
      onRefused(code === 4413 || code === 1009 ? (reason === 'document full' ? 'full' : 'too-large') : 'not-taken')
    }
  }

  provider.messageHandlers[savedFrame] = (_encoder, decoder) => onSaved(decoding.readVarUint(decoder))
  provider.messageHandlers[noticeFrame] = (_encoder, decoder) => onNotice(decoding.readVarString(decoder))
  const handleSync = provider.messageHandlers[syncFrame]
  provider.messageHandlers[syncFrame] = (encoder, decoder, ...rest) => {
    if (isQuestion(decoder)) {
      if (isListening) return
      hasAnswered = true
    }
    handleSync?.(encoder, decoder, ...rest)
  }

  const noteUnsaved = () => {
    const { changes, saved } = saving.getState()
    const from = ownFrom.get(doc.clientID)
    if (from !== undefined) copy.noteUnsaved({ client: doc.clientID, changes: changes - Math.max(saved, left), from })
  }
  doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (origin === provider || origin === copy.origin) return
    if (!ownFrom.has(doc.clientID)) ownFrom.set(doc.clientID, transaction.beforeState.get(doc.clientID) ?? 0)
    tell({ is: 'changed' })
    noteUnsaved()
    barrierTimer ??= setTimeout(sendBarrier, barrierMs)
  })
  // The server asks for our state first, so our changes are on the wire before this event: the barrier stands behind them.
  provider.on('sync', (synced) => {
    if (synced) sendBarrier()
  })

  // What an earlier page left unsaved must be known before the first barrier, so the copy comes first; a browser that can't open its
  // storage (a private window, a full disk) works without a copy.
  const kept = copy.opened.then((found) => {
    for (const { client, changes, from } of found ?? []) {
      left += changes
      leftFrom.set(client, from)
    }
    if (left > 0) tell({ is: 'left-before', changes: left })
    line.check()
    return doc.store.clients.size > 0
  })

  const synced = new Promise<void>((resolve) => {
    provider.on('sync', (isSynced) => {
      if (isSynced) resolve()
    })
  })

  return {
    name,
    doc,
    provider,
    saving,
    ready: kept.then((hasCopy) => (hasCopy ? undefined : synced)),
    unsavedFrom: () => new Map([...leftFrom, ...ownFrom]),
    check: line.check,
    tryAgain,
    refuse: (why) => tell({ is: 'refused', why }),
    letGo: copy.letGo,
    close() {
      for (const timer of [barrierTimer, heldTimer, refusedTimer]) clearTimeout(timer)
      line.close()
      provider.destroy()
      copy.close()
      doc.destroy()
    },
  }
}

function websocketAddress(): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/sync`
}
