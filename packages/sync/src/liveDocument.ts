import * as Y from 'yjs'
import type { Committer } from './committer.ts'
import { FullState } from './fullState.ts'
import { type InspectedUpdate, inspectUpdate, Refused } from './inspectUpdate.ts'
import type { Limits } from './limits.ts'
import { loadDocument } from './loadDocument.ts'
import type { ClientClaim, DocumentName, UpdateLog } from './ports.ts'
import type { ConnectionAccess, RoomsEvent } from './rooms.ts'

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
  /** Rows were committed: `takeCommitted` is due once the whole commit has been told. */
  readonly onCommitted: () => void
  /** It can take in updates again. */
  readonly onReady: () => void
  /** It must be loaded anew and the log does not answer; it is tried again. */
  readonly onUnreachable: () => void
  readonly presentUnder: (clientId: number) => string | undefined
}

/** What one commit brought. `onlySource` is whose it is, if all of it is one connection's. */
export interface Committed<Source> {
  readonly update: Uint8Array
  readonly onlySource: Source | null
  /** The state vector of all that was on disk before. */
  readonly before: () => Uint8Array
}

const serverOwner = 'server'

/**
 * A document in memory and its way to the log: loaded once, changed, appended, and shown only as far as it is on disk (SPEC.md, rules S1, J2
 * and C10). The document itself runs ahead of the log by what is on its way there, so nothing of it may leave but at a quiet moment, when
 * nothing is.
 */
export class LiveDocument<Source extends object> {
  readonly loaded: Promise<void>
  readonly name: DocumentName
  private readonly context: DocumentContext
  private readonly events: DocumentEvents
  private isLive = false
  private isRebuilding = false
  private isCompacting = false
  private doc = new Y.Doc()
  private owners = new Map<number, string>()
  private readonly full = new FullState()
  /** How far committed content reaches, per client id. */
  private committedClocks = new Map<number, number>()
  /** Applied and not yet on disk. */
  private pending: Uint8Array[] = []
  private batch: { readonly update: Uint8Array; readonly source: Source | null }[] = []
  /** Rows since this document was loaded: given to the log, and on disk. */
  private addedRows = 0
  private savedRows = 0
  private newestSeq = 0
  private snapshotBytes = 0
  private hotBytes = 0
  private hotRows = 0
  private waiters: { readonly after: number; readonly resolve: () => void }[] = []
  /** What waits for a quiet moment. While something does, nothing new is taken in, so that the moment comes. */
  private forQuiet: (() => void)[] = []
  /** The updates that the transaction under way makes. */
  private captured: Uint8Array[] | null = null

  constructor(name: DocumentName, context: DocumentContext, events: DocumentEvents) {
    this.name = name
    this.context = context
    this.events = events
    this.loaded = this.load()
    // Whoever needs the outcome awaits it; a failed load that nobody waits for is nobody's unhandled rejection.
    this.loaded.catch(() => undefined)
  }

  /** Whether updates can be taken in now. */
  get isReady(): boolean {
    return this.isLive && !this.isRebuilding && this.forQuiet.length === 0
  }

  get isBusy(): boolean {
    return this.pending.length > 0 || this.forQuiet.length > 0 || this.isRebuilding
  }

  /** The log's number of the newest row on disk. */
  get seq(): number {
    return this.newestSeq
  }

  /** Rows that have been given to the log so far, to compare with `savedUpTo`. */
  get position(): number {
    return this.addedRows
  }

  get savedUpTo(): number {
    return this.savedRows
  }

  get stateVector(): Uint8Array {
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

  /** What a client's update would do, or why it can't be taken. Changes nothing. */
  inspect({ owner, roots }: ConnectionAccess, update: Uint8Array): InspectedUpdate | Refused {
    const { letClientsHeal, limits } = this.context
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
    return this.snapshotBytes + this.hotBytes + bytes > this.context.limits.maxDocumentBytes
  }

  /** Applies an inspected update and sends it on its way to the log. False if it could not be applied whole: then the document is rebuilt. */
  apply(update: Uint8Array, claims: readonly ClientClaim[], source: Source): boolean {
    this.captured = []
    let isWhole: boolean
    try {
      Y.applyUpdate(this.doc, update, source)
      isWhole = this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null
    } catch {
      isWhole = false
    }
    const updates = this.captured
    this.captured = null
    if (isWhole) this.enqueue(updates, claims, source)
    else void this.rebuild()
    return isWhole
  }

  /** What was committed since last asked, merged; then whoever waited for it goes on. Null if nothing was. */
  takeCommitted(): Committed<Source> | null {
    const { batch } = this
    const [first] = batch
    if (first === undefined) return null
    this.batch = []
    const update = batch.length === 1 ? first.update : Y.mergeUpdates(batch.map((row) => row.update))
    this.full.add(update)
    const clocks = this.committedClocks
    const before = new Map(clocks) // encoded only if a receiver turns out to be slow
    for (const [client, clock] of Y.parseUpdateMeta(update).to) clocks.set(client, Math.max(clocks.get(client) ?? 0, clock))
    const onlySource = batch.every(({ source }) => source === first.source) ? first.source : null
    return { update, onlySource, before: () => Y.encodeStateVector(before) }
  }

  /** After a commit has been shown: those who waited for it, and what waited for quiet. */
  goOn(): void {
    const due = this.waiters.filter(({ after }) => after <= this.savedRows)
    this.waiters = this.waiters.filter(({ after }) => after > this.savedRows)
    for (const { resolve } of due) resolve()
    this.compactIfDue()
    this.settle()
  }

  /** Bytes that together are all that is on disk, if they are at hand. */
  storedParts(): readonly Uint8Array[] | null {
    return this.full.parts()
  }

  /** Gives `tell` what a client with this state vector lacks, in parts, at the next quiet moment. */
  answer(stateVector: Uint8Array, tell: (parts: readonly Uint8Array[]) => void): void {
    this.whenQuiet(() => {
      if (isEmpty(stateVector)) tell(this.full.parts() ?? this.full.encode(this.doc))
      else tell([Y.encodeStateAsUpdate(this.doc, stateVector)])
    })
  }

  private enqueue(updates: readonly Uint8Array[], claims: readonly ClientClaim[], source: Source | null): void {
    for (const { clientId, owner } of claims) this.owners.set(clientId, owner)
    updates.forEach((update, index) => {
      this.addedRows += 1
      this.pending.push(update)
      this.hotBytes += update.length
      const row = { document: this.name, update, claims: index === 0 ? claims : [], by: [] }
      this.context.committer.add(row, (seq) => {
        this.pending.shift()
        this.savedRows += 1
        this.newestSeq = seq
        this.hotRows += 1
        this.batch.push({ update, source })
        this.events.onCommitted()
      })
    })
  }

  /** Resolves once everything applied so far is on disk. */
  private saved(): Promise<void> {
    const after = this.addedRows
    if (this.savedRows >= after) return Promise.resolve()
    return new Promise((resolve) => this.waiters.push({ after, resolve }))
  }

  private whenQuiet(run: () => void): void {
    if (this.isLive && !this.isRebuilding && this.pending.length === 0 && this.batch.length === 0) run()
    else this.forQuiet.push(run)
  }

  /** If all is on disk: what waited for that runs, and the room goes on. */
  private settle(): void {
    if (!this.isLive || this.isRebuilding || this.pending.length > 0 || this.forQuiet.length === 0) return
    const due = this.forQuiet
    this.forQuiet = []
    for (const run of due) run()
    this.events.onReady()
  }

  private async load(): Promise<void> {
    const loaded = await loadDocument(this.context.log, this.name)
    this.use(loaded.doc)
    this.owners = loaded.owners
    this.newestSeq = loaded.seq
    this.snapshotBytes = loaded.snapshotBytes
    this.hotBytes = loaded.rowBytes
    this.hotRows = loaded.rows
    this.committedClocks = Y.decodeStateVector(Y.encodeStateVector(loaded.doc))
    this.isLive = true
    this.events.onReady()
    this.settle()
  }

  private use(doc: Y.Doc): void {
    this.doc.destroy()
    this.doc = doc
    doc.on('update', (update: Uint8Array) => this.captured?.push(update))
  }

  /** After an update that may have been applied in part: the document anew from what is on disk and what is on its way there. */
  private async rebuild(): Promise<void> {
    if (this.isRebuilding) return
    this.isRebuilding = true
    // As of now, not of when the log has answered: a commit between the two would be in neither.
    const onTheirWay = [...this.pending]
    const doc = await this.loadAgain()
    for (const update of onTheirWay) Y.applyUpdate(doc, update)
    this.use(doc)
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
        return (await loadDocument(this.context.log, this.name)).doc
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
    if (!isDue || this.isCompacting) return
    this.isCompacting = true
    this.whenQuiet(() => void this.compact())
  }

  private async compact(): Promise<void> {
    const snapshot = Y.encodeStateAsUpdate(this.doc)
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

/** The state vector of a client that has nothing. */
export function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.length === 0 || (stateVector.length === 1 && stateVector[0] === 0)
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}
