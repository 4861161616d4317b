import * as Y from 'yjs'
import type { Committer, TakenRow, Writable } from './committer.ts'
import { byServer, type Edit, rowOf } from './edits.ts'
import { FullState } from './fullState.ts'
import { type InspectedUpdate, inspectUpdate, Refused } from './inspectUpdate.ts'
import type { Limits } from './limits.ts'
import { loadDocument, type LoadedDocument, loadOrSalvage } from './loadDocument.ts'
import type { DamagedDocumentError } from './logErrors.ts'
import type { Outgoing } from './outgoing.ts'
import type { DocumentName, UpdateLog } from './ports.ts'
import type { ConnectionAccess, RoomsEvent } from './rooms.ts'
import { mergeUpdates } from './mergeUpdates.ts'
import { isSameForNewcomers } from './newcomers.ts'
import { newServerDoc } from './serverDoc.ts'
import { TypedAhead } from './typedAhead.ts'
import { readTyping } from './typing.ts'

/** What a live document needs from the process around it. */
export interface DocumentContext {
  readonly log: UpdateLog
  readonly limits: Limits
  readonly committer: Committer
  readonly report: (event: RoomsEvent) => void
  readonly letClientsHeal: boolean
}

/** What happens to a live document that its room has to act on. */
export interface DocumentEvents {
  /** A row was committed: `takeCommitted` is due once the whole commit has been told. */
  readonly onCommitted: () => void
  /** How long a row may gather edits: as long as showing it costs something. */
  readonly gatherMs: () => number
  /** It can take in updates again. */
  readonly onReady: () => void
  /** It must be loaded anew and the log does not answer; it is tried again. */
  readonly onUnreachable: () => void
  readonly presentUnder: (clientId: number) => string | undefined
}

/** What one commit brought. */
export interface Committed<Source> {
  readonly update: Uint8Array
  /** Whose it is, if all of it is one connection's. */
  readonly onlySource: Source | null
  readonly isAlone: boolean
}

/** So many edits are worth a row at once. */
const urgentEdits = 32

/** How often a full document may be encoded to find out whether it still is. */
const fullAgainMs = 10_000

const serverOwner = 'server'

/**
 * A document in memory and its way to the log: loaded once, changed, appended, and shown only as far as it is on disk (SPEC.md, rules S1, J2
 * and C10). The document itself runs ahead of the log by what is on its way there, so nothing of it may leave but at a quiet moment, when
 * nothing is.
 */
export class LiveDocument<Source extends object> implements Writable {
  readonly loaded: Promise<void>
  readonly name: DocumentName
  private readonly context: DocumentContext
  private readonly events: DocumentEvents
  private isLive = false
  private damage: DamagedDocumentError | null = null
  private isRebuilding = false
  private isCompacting = false
  private doc = newServerDoc()
  /** What `doc` is not told of yet: see `catchUp`. */
  private readonly ahead = new TypedAhead()
  private owners = new Map<number, string>()
  private readonly full = new FullState()
  /** Taken in, and not yet given to the log. */
  private pending: Edit<Source>[] = []
  /** On its way to the log. */
  private inFlight: (Committed<Source> & { readonly edits: number }) | null = null
  /** On disk, and not yet shown to anybody. */
  private unshown: Committed<Source> | null = null
  /** Since when the oldest of `pending` waits. */
  private pendingSince = 0
  /** Edits since this document was loaded: taken in, and on disk. */
  private takenEdits = 0
  private savedEdits = 0
  private newestSeq = 0
  private snapshotBytes = 0
  private hotBytes = 0
  private hotRows = 0
  private foundFullAt = -Infinity
  private waiters: { readonly after: number; readonly resolve: () => void }[] = []
  /** What waits for a quiet moment. While something does, nothing new is taken in, so that the moment comes. */
  private forQuiet: (() => void)[] = []

  constructor(name: DocumentName, context: DocumentContext, events: DocumentEvents) {
    this.name = name
    this.context = context
    this.events = events
    this.loaded = this.load()
    // Whoever needs the outcome awaits it; a failed load that nobody waits for is nobody's unhandled rejection.
    this.loaded.catch(() => undefined)
  }

  /** What can be read of it is here, and nothing of it may be written (rule R4). */
  get isDamaged(): boolean {
    return this.damage !== null
  }

  /** Whether updates can be taken in now. */
  get isReady(): boolean {
    return this.isLive && !this.isRebuilding && this.forQuiet.length === 0
  }

  get isBusy(): boolean {
    return this.isUnsettled || this.forQuiet.length > 0 || this.isRebuilding
  }

  /** It has edits that nobody was shown yet. */
  get isUnsettled(): boolean {
    return this.pending.length > 0 || this.inFlight !== null || this.unshown !== null
  }

  /** The log's number of the newest row on disk. */
  get seq(): number {
    return this.newestSeq
  }

  /** Edits so far, to compare with `savedUpTo`. */
  get position(): number {
    return this.takenEdits
  }

  get savedUpTo(): number {
    return this.savedEdits
  }

  get stateVector(): Uint8Array {
    this.catchUp()
    return Y.encodeStateVector(this.doc)
  }

  ownerOf(clientId: number): string | undefined {
    return this.owners.get(clientId)
  }

  destroy(): void {
    this.isLive = false
    this.doc.destroy()
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
    this.catchUp()
    while (this.isRebuilding) {
      await new Promise<void>((resolve) => this.whenQuiet(resolve))
      this.catchUp() // who waited as well may have typed since
    }
    if (this.damage) throw this.damage
    const { clientID } = this.doc
    const claims = this.owners.get(clientID) === serverOwner ? [] : [{ clientId: clientID, owner: serverOwner }]
    const updates: Uint8Array[] = []
    let result: T
    try {
      result = this.capture(updates, () => this.doc.transact(() => change(this.doc), serverOwner))
    } finally {
      updates.forEach((update, index) => this.enqueue({ update, claims: index === 0 ? claims : [], ...byServer }))
    }
    await this.saved()
    return result
  }

  /**
   * Takes in an update that is only typing, by somebody who has written here before: what needs no look at the document but at where it
   * stands. False if it is for `inspect` and `apply`.
   */
  takeTyping({ owner }: ConnectionAccess, update: Uint8Array, source: Source): boolean {
    const { letClientsHeal, limits } = this.context
    const typing = letClientsHeal ? null : readTyping(update)
    if (typing === null || this.owners.get(typing.client) !== owner) return false
    if (typing.clock + typing.text.length > limits.maxClock || !this.ahead.fits(this.doc, typing)) return false
    if (this.isFullFor(update.length)) return false
    this.ahead.add(typing)
    // A copy: these bytes are part of a larger buffer, which they would keep in memory.
    this.enqueue({ update: new Uint8Array(update), typing, isAlone: false, claims: [], source, by: owner })
    if (this.ahead.isMuch) this.catchUp()
    return true
  }

  /** What a client's update would do, or why it can't be taken; null if it must wait until the document is ready. Changes nothing. */
  inspect({ owner, roots }: ConnectionAccess, update: Uint8Array): InspectedUpdate | Refused | null {
    const { letClientsHeal, limits } = this.context
    this.catchUp()
    if (this.isRebuilding) return null
    try {
      return inspectUpdate(this.doc, update, {
        owner,
        owners: letClientsHeal ? null : this.owners,
        presentUnder: this.events.presentUnder,
        maxClientIds: limits.maxClientIds,
        roots,
        maxDepth: limits.maxDepth,
        maxClock: limits.maxClock,
      })
    } catch (error) {
      // Whatever else Yjs may throw at bytes from outside must not end the process.
      return error instanceof Refused ? error : new Refused('malformed', 'not an update that can be looked into')
    }
  }

  /** Whether so many more bytes would be too many. */
  isFullFor(bytes: number): boolean {
    const isFull = this.snapshotBytes + this.hotBytes + bytes > this.context.limits.maxDocumentBytes
    // What was deleted since the last snapshot counts until the next. Not for everybody who asks: it costs the whole document.
    if (isFull && this.hotRows > 0 && Date.now() - this.foundFullAt > fullAgainMs) {
      this.foundFullAt = Date.now()
      this.compactSoon()
    }
    return isFull
  }

  /** Applies an inspected update and sends it on its way to the log. False if that could not be done whole: then the document is rebuilt. */
  apply({ update, claims, isNew, needsOwnRow }: InspectedUpdate, source: Source, by: string): boolean {
    const added: Uint8Array[] = []
    // What is new as a whole need not be encoded again. A copy, as above.
    if (isNew) added.push(new Uint8Array(update))
    const isWhole =
      this.isAppliedWhole(() =>
        isNew ? Y.applyUpdate(this.doc, update, source) : this.capture(added, () => Y.applyUpdate(this.doc, update, source)),
      ) &&
      (!needsOwnRow || isSameForNewcomers(this.doc))
    if (isWhole) {
      const edit = { typing: null, isAlone: needsOwnRow, source, by }
      added.forEach((each, index) => this.enqueue({ ...edit, update: each, claims: index === 0 ? claims : [] }))
    } else {
      void this.rebuild()
    }
    return isWhole
  }

  /** Tells the document what was typed: before anybody looks into it, or once it is much. */
  private catchUp(): void {
    const typed = this.ahead.take()
    if (typed !== null && !this.isAppliedWhole(() => Y.applyUpdate(this.doc, typed))) void this.rebuild()
  }

  private isAppliedWhole(apply: () => void): boolean {
    try {
      apply()
      return this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null
    } catch {
      return false
    }
  }

  /** Gathers the updates that `change` makes, also if it throws half-way. Yjs encodes them only while somebody listens. */
  private capture<T>(updates: Uint8Array[], change: () => T): T {
    const { doc } = this
    const listen = (update: Uint8Array) => void updates.push(update)
    doc.on('update', listen)
    try {
      return change()
    } finally {
      doc.off('update', listen)
    }
  }

  /** Of a `Writable`: when it is worth a row. Who waits for quiet, or for their edit to be saved, should not wait for others to write. */
  get dueAt(): number {
    const isAwaited = this.forQuiet.length > 0 || this.waiters.length > 0
    return this.pendingSince + (isAwaited ? 0 : this.events.gatherMs())
  }

  get isUrgent(): boolean {
    return this.pending.length >= urgentEdits
  }

  takeRow(maxBytes: number): TakenRow {
    let bytes = 0
    let count = 0
    for (const { update, isAlone } of this.pending) {
      if (count > 0 && (isAlone || bytes + update.length > maxBytes)) break
      bytes += update.length
      count += 1
      if (isAlone) break
    }
    const isAll = count === this.pending.length
    const edits = isAll ? this.pending : this.pending.splice(0, count)
    if (isAll) this.pending = []
    const { row, onlySource } = rowOf(this.name, edits)
    this.inFlight = { update: row.update, onlySource, isAlone: edits[0]?.isAlone ?? false, edits: count }
    return { row, bytes, isAll }
  }

  committed(seq: number): void {
    if (this.inFlight === null) return
    this.unshown = this.inFlight
    this.savedEdits += this.inFlight.edits
    this.inFlight = null
    this.newestSeq = seq
    this.hotRows += 1
    if (this.unshown.isAlone) {
      // What comes after it must not be merged with it for newcomers either.
      this.full.forget()
      this.compactSoon()
    } else {
      this.full.add(this.unshown.update)
    }
    this.events.onCommitted()
  }

  /** What was committed since last asked; then whoever waited for it goes on. Null if nothing was. */
  takeCommitted(): Committed<Source> | null {
    const { unshown } = this
    this.unshown = null
    return unshown
  }

  /** The state vector of all that was on disk before this commit, or less. */
  reachBefore({ update }: Committed<Source>): ReadonlyMap<number, number> {
    const reach = Y.decodeStateVector(Y.encodeStateVector(this.doc))
    for (const later of [update, ...this.pending.map((edit) => edit.update)]) {
      for (const [client, clock] of Y.parseUpdateMeta(later).from) reach.set(client, Math.min(reach.get(client) ?? 0, clock))
    }
    return reach
  }

  /** After a commit has been shown: those who waited for it, and what waited for quiet. */
  goOn(): void {
    if (this.waiters.length > 0) {
      const due = this.waiters.filter(({ after }) => after <= this.savedEdits)
      this.waiters = this.waiters.filter(({ after }) => after > this.savedEdits)
      for (const { resolve } of due) resolve()
    }
    this.compactIfDue()
    this.settle()
  }

  /** Gives `tell` what a client with this state vector lacks: at once if that is at hand, else at the next quiet moment. */
  answer(known: ReadonlyMap<number, number>, tell: (messages: readonly Outgoing[]) => void): void {
    const ready = this.full.messagesFor(known)
    if (ready) tell(ready)
    else this.whenQuiet(() => tell(this.full.encode(this.doc, known)))
  }

  private enqueue(edit: Edit<Source>): void {
    for (const { clientId, owner } of edit.claims) this.owners.set(clientId, owner)
    if (this.pending.length === 0) this.pendingSince = performance.now()
    this.pending.push(edit)
    this.takenEdits += 1
    this.hotBytes += edit.update.length
    this.context.committer.add(this, edit.update.length)
  }

  /** Resolves once everything taken in so far is on disk. */
  private saved(): Promise<void> {
    const after = this.takenEdits
    if (this.savedEdits >= after) return Promise.resolve()
    return new Promise((resolve) => {
      this.waiters.push({ after, resolve })
      this.hasten()
    })
  }

  private whenQuiet(run: () => void): void {
    this.catchUp()
    if (this.isLive && !this.isRebuilding && !this.isUnsettled) {
      run()
    } else {
      this.forQuiet.push(run)
      this.hasten()
    }
  }

  /** Somebody waits now: the next row may be due earlier than it was. */
  private hasten(): void {
    if (this.pending.length > 0) this.context.committer.add(this, 0)
  }

  /** If all is on disk: what waited for that runs, and the room goes on. */
  private settle(): void {
    if (!this.isLive || this.isRebuilding || this.isUnsettled || this.forQuiet.length === 0) return
    this.catchUp()
    if (this.isRebuilding) return
    const due = this.forQuiet
    this.forQuiet = []
    for (const run of due) run()
    this.events.onReady()
  }

  private async load(): Promise<void> {
    const loaded = await this.loadWhatIsLeft()
    this.use(loaded.doc)
    this.owners = loaded.owners
    this.newestSeq = loaded.seq
    this.snapshotBytes = loaded.snapshot?.length ?? 0
    this.hotBytes = loaded.updates.reduce((sum, update) => sum + update.length, 0)
    this.hotRows = loaded.updates.length
    if (loaded.snapshot) this.full.use(loaded.snapshot)
    if (loaded.updates.length > 0) this.full.add(mergeUpdates(loaded.updates))
    this.isLive = true
    this.events.onReady()
    this.settle()
  }

  private async loadWhatIsLeft(): Promise<LoadedDocument> {
    const loaded = await loadOrSalvage(this.context.log, this.name)
    if ('damage' in loaded) {
      this.damage = loaded.damage.error
      this.context.report({ is: 'damaged', document: this.name, ...loaded.damage })
    }
    return loaded
  }

  private use(doc: Y.Doc): void {
    this.doc.destroy()
    this.doc = doc
  }

  /** After an update that may have been applied in part: the document anew from what is on disk and what is on its way there. */
  private async rebuild(): Promise<void> {
    if (this.isRebuilding) return
    this.isRebuilding = true
    this.ahead.take() // it is in the log, or on its way there
    // As of now, not of when the log has answered: a commit between the two would be in neither.
    const onTheirWay = [...(this.inFlight ? [this.inFlight.update] : []), ...this.pending.map((edit) => edit.update)]
    this.use(await this.loadAgain())
    const isWhole =
      this.damage !== null || this.isAppliedWhole(() => onTheirWay.forEach((update) => Y.applyUpdate(this.doc, update)))
    if (!isWhole) {
      // One of these hurts it. Once they are in the log, that tells what is left without it.
      await this.saved()
      this.use(await this.loadAgain())
    }
    this.full.forget()
    this.isRebuilding = false
    this.context.report({ is: 'rebuilt', document: this.name })
    this.events.onReady()
    this.settle()
  }

  /** Until it works: the document in memory can't be used, and nobody else may write its log meanwhile. */
  private async loadAgain(): Promise<Y.Doc> {
    for (;;) {
      try {
        // Damage is accepted once nothing is on its way to the log any more: from then on nothing may be written.
        const loaded = this.isUnsettled ? loadDocument(this.context.log, this.name) : this.loadWhatIsLeft()
        return (await loaded).doc
      } catch (cause) {
        this.context.report({ is: 'load-failed', document: this.name, error: asError(cause) })
        this.events.onUnreachable()
        await new Promise((resolve) => setTimeout(resolve, this.context.limits.loadRetryMs))
      }
    }
  }

  private compactIfDue(): void {
    const { compactRows, compactBytes } = this.context.limits
    const isDue = this.hotRows >= compactRows || this.hotBytes >= Math.max(compactBytes, this.snapshotBytes)
    if (isDue) this.compactSoon()
  }

  private compactSoon(): void {
    if (this.damage || this.isCompacting) return // a snapshot of what is left would cover the damage up
    this.isCompacting = true
    this.whenQuiet(() => void this.compact())
  }

  private async compact(): Promise<void> {
    if (this.damage) return
    const snapshot = Y.encodeStateAsUpdate(this.doc)
    this.full.use(snapshot)
    const { hotRows, hotBytes } = this
    try {
      await this.context.log.compact(this.name, this.newestSeq, snapshot)
      this.hotRows -= hotRows
      this.hotBytes -= hotBytes
      this.snapshotBytes = snapshot.length
    } catch (cause) {
      // Nothing is lost: the rows are there, and the next commit tries again.
      this.context.report({ is: 'save-failed', error: asError(cause), waiting: 0 })
    }
    this.isCompacting = false
  }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}
