import * as Y from 'yjs'
import { type CloseCode, closeCodes } from './closeCodes.ts'
import type { Committer } from './committer.ts'
import { Connection } from './connection.ts'
import { awarenessFrame, type Frame, type Notice, readFrame, savedFrame, step1Frame, step2Frame, updateFrame } from './frames.ts'
import { FullState } from './fullState.ts'
import { inspectUpdate, Refused } from './inspectUpdate.ts'
import type { Limits } from './limits.ts'
import type { ClientClaim, DocumentName, UpdateLog } from './ports.ts'
import { openPresence } from './presence.ts'
import type { RoomsEvent } from './rooms.ts'

/** What a room needs from the process around it. */
export interface RoomContext {
  readonly log: UpdateLog
  readonly limits: Limits
  readonly committer: Committer
  readonly report: (event: RoomsEvent) => void
  /** Rows of this room were committed: `afterCommit` is due once the whole commit has been told. */
  readonly committed: (room: Room) => void
  /** Presence changed: `tellPresence` is due in a moment. */
  readonly presenceChanged: (room: Room) => void
}

const serverOwner = 'server'

/** A live document and its connections. `Rooms` makes one per document and forgets it when it is idle. */
export class Room {
  readonly name: DocumentName
  readonly connections = new Set<Connection>()
  /** Calls of the server that use the document at the moment. */
  users = 0
  idleSince = Date.now()
  readonly loaded: Promise<void>
  private readonly context: RoomContext
  private doc = new Y.Doc()
  isLive = false
  private readonly presence = openPresence<Connection>()
  private owners = new Map<number, string>()
  private readonly full = new FullState()
  /** How far committed content reaches, per client id. */
  private committedClocks = new Map<number, number>()
  /** Applied and not yet on disk. */
  private pending: Uint8Array[] = []
  private batch: { update: Uint8Array; source: Connection | null }[] = []
  private added = 0
  private done = 0
  private seq = 0
  private bytes = 0
  private hotRows = 0
  private barriers: { connection: Connection; token: number; after: number }[] = []
  private waiters: { after: number; resolve: () => void }[] = []
  /** What waits for a moment in which everything applied is also on disk. While something does, nothing new is taken in. */
  private forQuiet: (() => void)[] = []
  private isRebuilding = false
  private isCompacting = false
  private captured: Uint8Array[] | null = null

  constructor(name: DocumentName, context: RoomContext) {
    this.name = name
    this.context = context
    this.loaded = this.load()
    // Whoever needs the outcome awaits it; a failed load without connections is nobody's unhandled rejection.
    this.loaded.catch(() => undefined)
  }

  get isBusy(): boolean {
    return this.connections.size > 0 || this.users > 0 || this.pending.length > 0 || this.forQuiet.length > 0 || this.isRebuilding
  }

  destroy(): void {
    this.isLive = false
    this.doc.destroy()
  }

  /** A connection whose rights are known. What it sent meanwhile is handled now. */
  join(connection: Connection): void {
    const { access } = connection
    if (access === null) return
    // The client's answer, its offline edits, is then on the wire before its Barrier (rule S4). Readers are not asked for anything.
    if (access.mayWrite) connection.send(step1Frame(Y.encodeStateVector(this.doc)))
    const everybody = this.presence.everybodyFor(connection)
    if (everybody) connection.send(awarenessFrame(everybody))
    this.drain(connection)
  }

  leave(connection: Connection): void {
    this.connections.delete(connection)
    this.barriers = this.barriers.filter((barrier) => barrier.connection !== connection)
    if (this.presence.leave(connection)) this.context.presenceChanged(this)
    if (this.connections.size === 0) this.idleSince = Date.now()
  }

  /** Takes in one message, or keeps it for when the room can. */
  receive(connection: Connection, message: Uint8Array): void {
    if (this.mustWait(connection) || connection.hasKept) {
      if (!connection.keep(message)) connection.close(closeCodes.overloaded, 'too much at once')
      return
    }
    this.handle(connection, message)
  }

  /** Runs `look` when all that it can see is on disk. */
  async read<T>(look: (doc: Y.Doc) => T): Promise<T> {
    await this.loaded
    if (!this.context.committer.isSaving) throw new Error('changes are not being saved at the moment')
    return new Promise((resolve, reject) => {
      this.whenQuiet(() => {
        try {
          resolve(look(this.doc))
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      })
    })
  }

  /** The server's own transaction. Resolves once it is on disk. */
  async edit<T>(change: (doc: Y.Doc) => T): Promise<T> {
    await this.loaded
    while (this.isRebuilding) await new Promise<void>((resolve) => this.whenQuiet(resolve))
    const { clientID } = this.doc
    const claims = this.owners.get(clientID) === serverOwner ? [] : [{ clientId: clientID, owner: serverOwner }]
    this.captured = []
    let result: T
    try {
      result = this.doc.transact(() => change(this.doc), serverOwner)
    } finally {
      const updates = this.captured
      this.captured = null
      this.enqueue(updates, claims, null)
    }
    await this.saved()
    return result
  }

  /** Resolves once everything applied so far is on disk. */
  private saved(): Promise<void> {
    const after = this.added
    if (this.done >= after) return Promise.resolve()
    return new Promise((resolve) => this.waiters.push({ after, resolve }))
  }
  /** After a commit that held rows of this room: fan out, acknowledge, go on. */
  afterCommit(): void {
    const { batch } = this
    this.batch = []
    if (batch.length > 0) this.fanOut(batch)
    const isDue = ({ after }: { after: number }) => after <= this.done
    const barriers = this.barriers.filter(isDue)
    const waiters = this.waiters.filter(isDue)
    this.barriers = this.barriers.filter((barrier) => !isDue(barrier))
    this.waiters = this.waiters.filter((waiter) => !isDue(waiter))
    for (const { connection, token } of barriers) connection.send(savedFrame(token, this.seq))
    for (const { resolve } of waiters) resolve()
    this.compactIfDue()
    this.settle()
  }

  tellPresence(): void {
    for (const connection of this.connections) {
      if (connection.access === null || connection.socket.bufferedAmount > this.context.limits.slowBytes) continue
      const changes = this.presence.changesFor(connection)
      if (changes) connection.send(awarenessFrame(changes))
    }
    this.presence.clearChanges()
  }

  announcePresence(): void {
    if (this.presence.announceAll()) this.context.presenceChanged(this)
  }

  notify(notice: Notice): void {
    for (const connection of this.connections) connection.notify(notice)
  }

  /** Serves slow receivers that have drained with one difference; gives up on those that never do. */
  serveSlow(now: number): void {
    const { drainedBytes, maxSlowMs } = this.context.limits
    for (const connection of this.connections) {
      const { slow } = connection
      if (slow === null) continue
      if (connection.socket.bufferedAmount <= drainedBytes) {
        connection.slow = null
        connection.isFollowing = false
        this.whenQuiet(() => this.answer(connection, slow.stateVector))
      } else if (now - slow.since > maxSlowMs) {
        connection.close(closeCodes.overloaded, 'the connection is too slow')
        connection.socket.terminate()
      }
    }
  }

  private mustWait(connection: Connection): boolean {
    return !this.isLive || this.isRebuilding || this.forQuiet.length > 0 || connection.access === null
  }

  private drain(connection: Connection): void {
    while (!this.mustWait(connection)) {
      const message = connection.takeKept()
      if (message === undefined) return
      this.handle(connection, message)
    }
  }

  private handle(connection: Connection, message: Uint8Array): void {
    if (!connection.isOpen) return
    let frame: Frame
    try {
      frame = readFrame(message)
    } catch {
      this.refuse(connection, 'malformed frame', closeCodes.abuse)
      return
    }
    switch (frame.is) {
      case 'step1':
        return this.onStep1(connection, frame.stateVector)
      case 'step2':
      case 'update':
        return this.onUpdate(connection, frame)
      case 'awareness':
        return this.onAwareness(connection, frame.update)
      case 'query-awareness': {
        const everybody = this.presence.everybodyFor(connection)
        if (everybody) connection.send(awarenessFrame(everybody))
        return
      }
      case 'barrier':
        return this.onBarrier(connection, frame.token)
      case 'unknown':
        return
    }
  }

  private onStep1(connection: Connection, stateVector: Uint8Array): void {
    if (stateVector.length > this.context.limits.maxStateVectorBytes) {
      this.refuse(connection, 'state vector too large', closeCodes.tooLarge)
      return
    }
    try {
      Y.decodeStateVector(stateVector)
    } catch {
      this.refuse(connection, 'malformed state vector', closeCodes.abuse)
      return
    }
    const parts = isEmpty(stateVector) ? this.full.parts() : null
    if (parts !== null) this.sendParts(connection, parts)
    else this.whenQuiet(() => this.answer(connection, stateVector))
  }

  /** Only at a quiet moment: what a joiner gets is on disk. */
  private answer(connection: Connection, stateVector: Uint8Array): void {
    if (isEmpty(stateVector)) {
      this.sendParts(connection, this.full.parts() ?? this.full.encode(this.doc))
    } else {
      connection.send(step2Frame(Y.encodeStateAsUpdate(this.doc, stateVector)))
      connection.isFollowing = true
    }
  }

  private sendParts(connection: Connection, { base, tail }: { base: Uint8Array; tail: readonly Uint8Array[] }): void {
    connection.send(step2Frame(base))
    for (const update of tail) connection.send(updateFrame(update))
    connection.isFollowing = true
  }

  private onBarrier(connection: Connection, token: number): void {
    connection.wantsAcks = true
    if (connection.wasRefused) {
      connection.notify({
        kind: 'refused',
        message: 'A change was not taken by the server, so nothing after it can be called saved.',
      })
    } else if (connection.wasAskedForGap) {
      connection.heldToken = token
    } else if (this.done >= this.added) {
      connection.send(savedFrame(token, this.seq))
    } else {
      this.barriers.push({ connection, token, after: this.added })
      if (!this.context.committer.isSaving) connection.notify(notSaved)
    }
  }

  private onAwareness(connection: Connection, update: Uint8Array): void {
    const { access } = connection
    if (access?.user == null) return
    if (update.length > this.context.limits.maxAwarenessBytes) {
      this.refuse(connection, 'presence too large', closeCodes.tooLarge)
      return
    }
    try {
      if (this.presence.receive(connection, access.owner, access.user, update)) this.context.presenceChanged(this)
    } catch {
      this.refuse(connection, 'malformed presence', closeCodes.abuse)
    }
  }

  private onUpdate(connection: Connection, { is, update }: { is: 'step2' | 'update'; update: Uint8Array }): void {
    const { access } = connection
    const { limits } = this.context
    if (access === null) return
    if (!access.mayWrite) {
      this.onReaderWrite(connection, update)
      return
    }
    if (update.length > (is === 'step2' ? limits.maxDocumentBytes : limits.maxUpdateBytes)) {
      this.refuse(connection, 'update too large', closeCodes.tooLarge)
      return
    }
    try {
      const rules = {
        owner: access.owner,
        owners: this.owners,
        roots: access.roots,
        maxDepth: limits.maxDepth,
        maxClock: limits.maxClock,
      }
      const inspected = inspectUpdate(this.doc, update, rules)
      if (!inspected.deletesOnly && !inspected.isKnown && this.bytes + update.length > limits.maxDocumentBytes) {
        this.refuse(connection, 'document full', closeCodes.tooLarge)
        return
      }
      this.apply(connection, update, inspected.claims)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.kind === 'gap' && !connection.wasAskedForGap) {
        // Once: perhaps the server was restored from an older backup, and the client still has what is missing.
        connection.wasAskedForGap = true
        connection.send(step1Frame(Y.encodeStateVector(this.doc)))
        return
      }
      this.refuse(connection, error.message, closeCodes.abuse)
      return
    }
    if (is === 'step2' && connection.wasAskedForGap) {
      connection.wasAskedForGap = false
      const token = connection.heldToken
      connection.heldToken = null
      if (token !== null) this.onBarrier(connection, token)
    }
  }

  private onReaderWrite(connection: Connection, update: Uint8Array): void {
    // What stock clients send although they have nothing to say.
    if (update.length <= 2) return
    connection.readerWrites += 1
    connection.wasRefused = true
    connection.notify({ kind: 'refused', message: 'You may read this document, not change it.' })
    const closed = connection.readerWrites > this.context.limits.maxReaderWrites
    this.context.report({
      is: 'refused',
      document: this.name,
      owner: connection.access?.owner ?? '',
      reason: 'reader wrote',
      closed,
    })
    if (closed) connection.close(closeCodes.forbidden, 'this document is read only for you')
  }

  private apply(connection: Connection, update: Uint8Array, claims: readonly ClientClaim[]): void {
    this.captured = []
    let isWhole = true
    try {
      Y.applyUpdate(this.doc, update, connection)
      isWhole = this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null
    } catch {
      isWhole = false
    }
    const updates = this.captured
    this.captured = null
    if (isWhole) {
      this.enqueue(updates, claims, connection)
      return
    }
    this.refuse(connection, 'update could not be applied', closeCodes.abuse)
    void this.rebuild()
  }

  private enqueue(updates: readonly Uint8Array[], claims: readonly ClientClaim[], source: Connection | null): void {
    for (const { clientId, owner } of claims) this.owners.set(clientId, owner)
    updates.forEach((update, index) => {
      this.added += 1
      this.pending.push(update)
      this.bytes += update.length
      const row = { document: this.name, update, claims: index === 0 ? claims : [] }
      this.context.committer.add(row, (seq) => {
        this.pending.shift()
        this.done += 1
        this.seq = seq
        this.hotRows += 1
        this.batch.push({ update, source })
        this.context.committed(this)
      })
    })
  }

  private fanOut(batch: readonly { update: Uint8Array; source: Connection | null }[]): void {
    const [first] = batch
    const update = batch.length === 1 && first ? first.update : Y.mergeUpdates(batch.map((row) => row.update))
    const before = this.committedClocks
    this.committedClocks = reaching(before, update)
    this.full.add(update)
    const onlySource = batch.every(({ source }) => source === first?.source) ? first?.source : null
    const frame = updateFrame(update)
    for (const connection of this.connections) {
      if (!connection.isFollowing || connection === onlySource || connection.slow !== null) continue
      if (connection.socket.bufferedAmount > this.context.limits.slowBytes) {
        connection.slow = { stateVector: Y.encodeStateVector(before), since: Date.now() }
      } else {
        connection.send(frame)
      }
    }
  }

  private refuse(connection: Connection, reason: string, code: CloseCode): void {
    connection.wasRefused = true
    connection.notify({ kind: 'refused', message: `The server did not take a change: ${reason}.` })
    this.context.report({ is: 'refused', document: this.name, owner: connection.access?.owner ?? '', reason, closed: true })
    connection.close(code, reason)
  }

  private whenQuiet(run: () => void): void {
    if (this.isLive && !this.isRebuilding && this.pending.length === 0 && this.batch.length === 0) run()
    else this.forQuiet.push(run)
  }

  /** If all is on disk: what waited for that runs, and the connections go on. */
  private settle(): void {
    if (!this.isLive || this.isRebuilding || this.pending.length > 0 || this.forQuiet.length === 0) return
    const due = this.forQuiet
    this.forQuiet = []
    for (const run of due) run()
    for (const connection of this.connections) this.drain(connection)
  }

  private async load(): Promise<void> {
    const { doc, owners, seq, bytes, rows } = await this.loadDocument()
    this.doc = doc
    this.owners = owners
    this.seq = seq
    this.bytes = bytes
    this.hotRows = rows
    this.committedClocks = Y.decodeStateVector(Y.encodeStateVector(doc))
    this.isLive = true
    for (const connection of this.connections) if (connection.access !== null) this.join(connection)
    this.settle()
  }

  private async loadDocument(): Promise<{ doc: Y.Doc; owners: Map<number, string>; seq: number; bytes: number; rows: number }> {
    const stored = await this.context.log.load(this.name)
    const doc = new Y.Doc()
    doc.transact(() => {
      if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot)
      for (const update of stored.updates) Y.applyUpdate(doc, update)
    })
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error(`the log of ${this.name} has a gap`)
    const owners = new Map(stored.owners.map(({ clientId, owner }) => [clientId, owner]))
    doc.on('update', (update: Uint8Array) => this.captured?.push(update))
    const bytes = stored.updates.reduce((sum, update) => sum + update.length, stored.snapshot?.length ?? 0)
    return { doc, owners, seq: stored.seq, bytes, rows: stored.updates.length }
  }

  /** After an update that may have been applied in part: the document anew from what is on disk and what is on its way there. */
  private async rebuild(): Promise<void> {
    if (this.isRebuilding) return
    this.isRebuilding = true
    const doc = await this.loadAgain()
    for (const update of this.pending) Y.applyUpdate(doc, update)
    this.doc.destroy()
    this.doc = doc
    this.full.forget()
    this.isRebuilding = false
    this.context.report({ is: 'rebuilt', document: this.name })
    for (const connection of this.connections) this.drain(connection)
    this.settle()
  }

  /** Until it works: the document in memory can't be used, and nobody else may write its log meanwhile. */
  private async loadAgain(): Promise<Y.Doc> {
    for (;;) {
      try {
        return (await this.loadDocument()).doc
      } catch (cause) {
        this.context.report({
          is: 'load-failed',
          document: this.name,
          error: cause instanceof Error ? cause : new Error(String(cause)),
        })
        for (const connection of this.connections) connection.close(closeCodes.loadFailed, 'the document could not be loaded')
        await new Promise((resolve) => setTimeout(resolve, this.context.limits.loadRetryMs))
      }
    }
  }

  private compactIfDue(): void {
    if (this.hotRows < this.context.limits.compactRows || this.isCompacting) return
    this.isCompacting = true
    this.whenQuiet(() => {
      const snapshot = Y.encodeStateAsUpdate(this.doc)
      const rows = this.hotRows
      void this.context.log
        .compact(this.name, this.seq, snapshot)
        .then(
          () => {
            this.hotRows -= rows
            this.bytes = snapshot.length
          },
          (cause: unknown) => {
            // Nothing is lost: the rows are there, and the next commit tries again.
            this.context.report({
              is: 'save-failed',
              error: cause instanceof Error ? cause : new Error(String(cause)),
              waiting: 0,
            })
          },
        )
        .finally(() => {
          this.isCompacting = false
        })
    })
  }
}

const notSaved: Notice = {
  kind: 'not-saved',
  message: 'The server can’t write to its disk at the moment. What you write is kept and saved as soon as it can.',
}

function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.length === 0 || (stateVector.length === 1 && stateVector[0] === 0)
}

/** The clocks with those of a committed update. */
function reaching(clocks: ReadonlyMap<number, number>, update: Uint8Array): Map<number, number> {
  const next = new Map(clocks)
  for (const [client, clock] of Y.parseUpdateMeta(update).to) next.set(client, Math.max(next.get(client) ?? 0, clock))
  return next
}
