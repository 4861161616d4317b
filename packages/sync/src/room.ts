import * as Y from 'yjs'
import { type CloseCode, closeCodes } from './closeCodes.ts'
import type { Connection } from './connection.ts'
import { type Frame, type Notice, readFrame, savedFrame } from './frames.ts'
import { Refused } from './inspectUpdate.ts'
import { type Committed, type DocumentContext, LiveDocument } from './liveDocument.ts'
import { type Outgoing, outgoing, step1Message, together, updateMessage } from './outgoing.ts'
import type { DocumentName } from './ports.ts'
import { openPresence, type Said } from './presence.ts'

/** What a room needs from the process around it. */
export interface RoomContext extends DocumentContext {
  /** Rows of this room were committed: `afterCommit` is due once the whole commit has been told. */
  readonly committed: (room: Room) => void
  /** Presence changed: `tellPresence` is due in a moment. */
  readonly presenceChanged: (room: Room) => void
  /** `catchUp` is due for this connection every now and then, until it says that nothing is left. */
  readonly watch: (connection: Connection) => void
}

/** A live document and its connections. `Rooms` makes one per document and forgets it when it is idle. */
export class Room {
  readonly name: DocumentName
  readonly connections = new Set<Connection>()
  readonly document: LiveDocument<Connection>
  /** Calls of the server that use the document at the moment. */
  users = 0
  idleSince = Date.now()
  wasJoined = false
  private readonly context: RoomContext
  private readonly presence = openPresence<Connection>((clientId) => this.document.ownerOf(clientId))
  private barriers: { readonly connection: Connection; token: number; readonly after: number }[] = []
  private hasGreeted = false
  private presenceHasWaited = false
  private announcedAt: number

  constructor(name: DocumentName, context: RoomContext) {
    this.name = name
    // Hundreds of rooms that begin together, after a restart, don't announce together ever after.
    this.announcedAt = Date.now() - Math.random() * context.limits.announceMs
    this.context = context
    this.document = new LiveDocument(name, context, {
      onCommitted: () => context.committed(this),
      gatherMs: () => Math.min(context.limits.maxGatherMs, this.connections.size * context.limits.gatherMsPerReceiver),
      onReady: () => this.onReady(),
      onUnreachable: () => this.closeAll(closeCodes.loadFailed, 'the document could not be loaded'),
      presentUnder: (clientId) => this.presence.ownerOf(clientId),
    })
  }

  get isBusy(): boolean {
    return this.connections.size > 0 || this.users > 0 || this.document.isBusy
  }

  /** Takes in a connection whose rights are known. It is greeted once the document is loaded. */
  join(connection: Connection): void {
    this.connections.add(connection)
    this.wasJoined = true
    if (this.hasGreeted) this.greet(connection)
  }

  leave(connection: Connection): void {
    this.connections.delete(connection)
    this.barriers = this.barriers.filter((barrier) => barrier.connection !== connection)
    if (this.presence.leave(connection)) this.context.presenceChanged(this)
    if (this.connections.size === 0) this.idleSince = Date.now()
  }

  closeAll(code: CloseCode, reason: string): void {
    for (const connection of this.connections) connection.close(code, reason)
  }

  notify(notice: Notice): void {
    for (const connection of this.connections) connection.notify(notice)
  }

  /** Takes in one message, or keeps it for when the room can. */
  receive(connection: Connection, message: Uint8Array): void {
    if (!this.mayHandle(connection) || connection.hasKept) {
      if (!connection.keep(message)) connection.close(closeCodes.overloaded, 'too much at once')
      return
    }
    this.handle(connection, message)
  }

  /** After a commit that held a row of this room: fan out, acknowledge, go on. */
  afterCommit(): void {
    const committed = this.document.takeCommitted()
    if (committed !== null) this.fanOut(committed)
    if (this.barriers.length > 0) this.acknowledge()
    this.document.goOn()
  }

  /** What of it has not gone along with a commit. One that is under way is waited for, once: a disk may take its time, people don't. */
  tellPresence(): void {
    if (!this.presence.hasChanges) return
    if (this.document.isUnsettled && !this.presenceHasWaited) {
      this.presenceHasWaited = true
      this.context.presenceChanged(this)
    } else {
      this.fanOut(null)
    }
  }

  /** If it is time. */
  announcePresence(now: number): void {
    if (now - this.announcedAt < this.context.limits.announceMs) return
    this.announcedAt = now
    if (this.presence.announceAll()) this.context.presenceChanged(this)
  }

  /**
   * What was put off: a difference for a receiver that has drained, presence that it missed or sent too often. Lets go of who takes nothing.
   * False once nothing is left to do.
   */
  catchUp(connection: Connection, now: number): boolean {
    const { servedUpTo, latePresence } = connection
    if (connection.isStuck(now)) {
      connection.close(closeCodes.overloaded, 'the connection is too slow')
      connection.socket.terminate()
      return false
    }
    if (connection.isDrained) {
      if (servedUpTo !== null && connection.answers.take(1, now)) {
        connection.servedUpTo = null
        connection.isFollowing = false
        this.answer(connection, servedUpTo)
      }
      if (connection.missedPresence) {
        connection.missedPresence = false
        this.tellEverybody(connection)
      }
    }
    if (latePresence !== null && connection.presence.take(1, now)) {
      connection.latePresence = null
      this.takePresence(connection, latePresence)
    }
    return connection.isBehind
  }

  /**
   * What a commit brought, if one did, and what changed of presence. A caret goes with the words before it: one write for each receiver, and
   * never a place in a text that is not there yet.
   */
  private fanOut(committed: Committed<Connection> | null): void {
    const message = committed && updateMessage(committed.update)
    const { hasChanges } = this.presence
    let servedUpTo: ReadonlyMap<number, number> | undefined
    // Most are told the same: all but those whose own presence has changed.
    let both: Outgoing | null = null
    const inOneWrite = (update: Outgoing | null, presence: Outgoing | null): Outgoing | null => {
      if (update === null || presence === null) return update ?? presence
      if (both?.next !== presence) both = together(update, presence)
      return both
    }
    for (const connection of this.connections) {
      const isDue = connection.isFollowing && connection !== committed?.onlySource && connection.servedUpTo === null
      const update = isDue ? message : null
      const presence = hasChanges && connection.access !== null ? this.presence.changesFor(connection) : null
      const all = inOneWrite(update, presence)
      if (all === null) continue
      if (!connection.isSlow) {
        connection.send(all)
        continue
      }
      if (committed !== null && update !== null) {
        this.serveLater(connection, (servedUpTo ??= this.document.reachBefore(committed)))
      }
      if (presence !== null) {
        connection.missedPresence = true
        this.context.watch(connection)
      }
    }
    this.presenceHasWaited = false
    if (hasChanges) this.presence.clearChanges()
  }

  private serveLater(connection: Connection, from: ReadonlyMap<number, number>): void {
    connection.servedUpTo = from
    this.context.watch(connection)
  }

  private acknowledge(): void {
    const { savedUpTo, seq } = this.document
    let isOneLeft = false
    for (const { connection, token, after } of this.barriers) {
      if (after <= savedUpTo) connection.send(outgoing(savedFrame(token, seq)))
      else isOneLeft = true
    }
    this.barriers = isOneLeft ? this.barriers.filter(({ after }) => after > savedUpTo) : []
  }

  private tellEverybody(connection: Connection): void {
    const everybody = this.presence.everybodyFor(connection)
    if (everybody) connection.send(everybody)
  }

  private onReady(): void {
    if (!this.hasGreeted) {
      this.hasGreeted = true
      for (const connection of this.connections) this.greet(connection)
      return
    }
    for (const connection of this.connections) this.handleKept(connection)
  }

  private greet(connection: Connection): void {
    const { access } = connection
    if (access === null) return
    // The client's answer, its offline edits, is then on the wire before its Barrier (rule S4). Readers are not asked for anything.
    if (access.mayWrite && !this.document.isDamaged) connection.send(step1Message(this.document.stateVector))
    this.tellEverybody(connection)
    this.handleKept(connection)
  }

  private mayHandle(connection: Connection): boolean {
    return this.hasGreeted && this.document.isReady && connection.access !== null
  }

  private handleKept(connection: Connection): void {
    while (this.mayHandle(connection)) {
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
        return this.onUpdate(connection, frame, message)
      case 'awareness':
        return this.onAwareness(connection, frame.update)
      case 'query-awareness':
        return this.onQueryAwareness(connection)
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
    let known: ReadonlyMap<number, number>
    try {
      known = Y.decodeStateVector(stateVector)
    } catch {
      this.refuse(connection, 'malformed state vector', closeCodes.abuse)
      return
    }
    const mustWait = connection.isSlow || connection.servedUpTo !== null || !connection.answers.take(1, Date.now())
    // One answer to all questions, later: asking must not make the server encode or keep more than the asker takes.
    if (mustWait) this.serveLater(connection, known)
    else this.answer(connection, known)
  }

  private answer(connection: Connection, known: ReadonlyMap<number, number>): void {
    this.document.answer(known, (messages) => this.sendAnswer(connection, messages))
  }

  /** From here on the connection follows. */
  private sendAnswer(connection: Connection, messages: readonly Outgoing[]): void {
    for (const message of messages) connection.send(message)
    connection.isFollowing = true
    if (connection.isSlow) this.context.watch(connection)
  }

  private onBarrier(connection: Connection, token: number): void {
    connection.wantsAcks = true
    const { position, savedUpTo, seq } = this.document
    if (this.document.isDamaged && connection.access?.mayWrite) {
      connection.notify(damaged)
    } else if (connection.wasRefused) {
      connection.notify({
        kind: 'refused',
        message: 'A change was not taken by the server, so nothing after it can be called saved.',
      })
    } else if (connection.owesMissing) {
      connection.heldToken = token
    } else if (savedUpTo >= position) {
      connection.send(outgoing(savedFrame(token, seq)))
    } else {
      const last = this.barriers.findLast((barrier) => barrier.connection === connection)
      if (last?.after === position) last.token = token // says the same and more
      else this.barriers.push({ connection, token, after: position })
      if (!this.context.committer.isSaving) connection.notify(notSaved)
    }
  }

  private onAwareness(connection: Connection, update: Uint8Array): void {
    const { access } = connection
    if (access?.user == null) return
    const { maxAwarenessBytes, maxAwarenessMessageBytes } = this.context.limits
    if (update.length > maxAwarenessMessageBytes) {
      this.refuse(connection, 'presence too large', closeCodes.tooLarge)
      return
    }
    let said: Said | null
    try {
      said = this.presence.read(connection, access.owner, update)
    } catch {
      this.refuse(connection, 'malformed presence', closeCodes.abuse)
      return
    }
    // What it repeats of others neither counts nor takes the place of its own.
    if (said === null) return
    if (said.state.length > maxAwarenessBytes) {
      this.refuse(connection, 'presence too large', closeCodes.tooLarge)
      return
    }
    if (connection.presence.take(1, Date.now())) {
      // What was put off is older than this, and would put it back.
      connection.latePresence = null
      this.takePresence(connection, said)
    } else {
      connection.latePresence = said
      this.context.watch(connection)
    }
  }

  private takePresence(connection: Connection, said: Said): void {
    const { access } = connection
    if (access?.user == null) return
    try {
      if (this.presence.take(connection, access.owner, access.user, said)) this.context.presenceChanged(this)
    } catch {
      this.refuse(connection, 'malformed presence', closeCodes.abuse)
    }
  }

  private onQueryAwareness(connection: Connection): void {
    if (!connection.isSlow) this.tellEverybody(connection)
  }

  private onUpdate(
    connection: Connection,
    { is, update }: { is: 'step2' | 'update'; update: Uint8Array },
    message: Uint8Array,
  ): void {
    const { access } = connection
    const { limits } = this.context
    if (access === null) return
    if (!access.mayWrite) {
      this.onReaderWrite(connection, update)
      return
    }
    if (this.document.isDamaged) {
      connection.notify(damaged)
      return
    }
    if (update.length > (is === 'step2' ? limits.maxDocumentBytes : limits.maxUpdateBytes)) {
      this.refuse(connection, 'update too large', closeCodes.tooLarge)
      return
    }
    if (is === 'step2' && isNothing(update)) {
      this.onMissingArrived(connection)
      return
    }
    if (is === 'update' && this.document.takeTyping(access, update, connection)) return
    const inspected = this.document.inspect(access, update)
    if (inspected === null) {
      connection.keepFirst(message)
      return
    }
    if (inspected instanceof Refused) {
      if (inspected.kind === 'gap' && is === 'update') this.askForMissing(connection)
      else this.refuse(connection, inspected.message, closeCodes.abuse)
      return
    }
    if (!inspected.deletesOnly && this.document.isFullFor(inspected.update.length)) {
      this.refuse(connection, 'document full', closeCodes.tooLarge)
      return
    }
    // It costs as much as an answer.
    if (inspected.needsOwnRow && !connection.answers.take(1, Date.now())) {
      this.refuse(connection, 'too many parts in the wrong order', closeCodes.abuse)
      return
    }
    if (!this.document.apply(inspected, connection, access.owner)) {
      this.refuse(connection, 'update could not be applied', closeCodes.abuse)
      return
    }
    if (is === 'step2') this.onMissingArrived(connection)
  }

  /**
   * What comes before an update is missing here. That is nobody's fault: a client that comes back sends its newest edit before it was asked for
   * those that it made offline, and another tab's edit may be built upon before it arrives here. The answer will hold all of it, so whatever
   * else has a gap until then can go. An answer with a gap is none.
   */
  private askForMissing(connection: Connection): void {
    if (connection.owesMissing) return
    connection.owesMissing = true
    connection.send(step1Message(this.document.stateVector))
  }

  private onMissingArrived(connection: Connection): void {
    connection.owesMissing = false
    const token = connection.heldToken
    connection.heldToken = null
    if (token !== null) this.onBarrier(connection, token)
  }

  private onReaderWrite(connection: Connection, update: Uint8Array): void {
    if (isNothing(update)) return
    // Nor is a deletion an attempt: replicas of Yjs tidy up formatting that others wrote, a reader's too.
    if (!onlyDeletes(update)) connection.readerWrites += 1
    const closed = connection.readerWrites > this.context.limits.maxReaderWrites
    connection.wasRefused = true
    connection.notify({ kind: 'refused', message: 'You may read this document, not change it.' })
    this.reportRefusal(connection, 'reader wrote', closed)
    if (closed) connection.close(closeCodes.forbidden, 'this document is read only for you')
  }

  private refuse(connection: Connection, reason: string, code: CloseCode): void {
    connection.wasRefused = true
    connection.notify({ kind: 'refused', message: `The server did not take a change: ${reason}.` })
    this.reportRefusal(connection, reason, true)
    connection.close(code, reason)
  }

  private reportRefusal(connection: Connection, reason: string, closed: boolean): void {
    this.context.report({ is: 'refused', document: this.name, owner: connection.access?.owner ?? '', reason, closed })
  }
}

/** No structs and no deletions: what clients answer who come back with nothing new. */
function isNothing(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}

function onlyDeletes(update: Uint8Array): boolean {
  try {
    return Y.parseUpdateMeta(update).to.size === 0
  } catch {
    return false // not an update at all
  }
}

const notSaved: Notice = {
  kind: 'not-saved',
  message: 'The server can’t write to its disk at the moment. What you write is kept and saved as soon as it can.',
}

const damaged: Notice = {
  kind: 'damaged',
  message:
    'Part of this could not be read from the server’s disk. You see what is left; what you write now stays on this device.',
}
