import { DamagedDocumentError, MomentNotKeptError } from '../logErrors.ts'
import type { ClientClaim, DamagedRows, DocumentName, LogAppend, StoredDocument, UpdateLog } from '../ports.ts'

interface Stored {
  readonly seq: number
  readonly bytes: Uint8Array
  isDamaged: boolean
}

interface Row extends Stored {
  readonly at: string
  readonly by: readonly string[]
}

interface Rows {
  /** Both oldest first. */
  snapshots: Stored[]
  updates: Row[]
  owners: Map<number, string>
  seq: number
}

/** An update log in memory, for tests: everything real but the disk. It can be held or made to fail like a disk. */
export interface MemoryLog extends UpdateLog {
  /** Appends wait until `release`. */
  hold(): void
  /** Loads read, and answer only after `releaseLoads`: what is appended meanwhile is not in them. */
  holdLoads(): void
  releaseLoads(): void
  release(): void
  /** The next appends reject with this, until `heal`. */
  fail(error: Error): void
  /** The same, and yet all of it is stored: nobody can know. */
  failAfterwards(error: Error): void
  /** The next loads reject with this, until `heal`. */
  failLoads(error: Error): void
  heal(): void
  readonly loads: number
  /** Appends so far, also those that wait or failed; and those that wait now. */
  readonly appends: number
  readonly waiting: number
  /** A copy of what is stored: what a process would find that starts now. */
  copy(): MemoryLog
  /** A row is not what was written any more, or the snapshot that covers rows up to `seq`. */
  damage(document: DocumentName, what: 'row' | 'snapshot', seq: number): void
  /** A row is gone. */
  lose(document: DocumentName, seq: number): void
}

interface MemoryLogOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly documents?: Map<DocumentName, Rows>
}

export function memoryLog({ now = Date.now, documents = new Map<DocumentName, Rows>() }: MemoryLogOptions = {}): MemoryLog {
  let held: Promise<void> | null = null
  let letGo = () => undefined as void
  let heldLoads: (() => void)[] | null = null
  let failure: Error | null = null
  let lateFailure: Error | null = null
  let loadFailure: Error | null = null
  let loads = 0
  let appends = 0
  let waiting = 0
  const rowsOf = (document: DocumentName): Rows => {
    const rows = documents.get(document) ?? { snapshots: [], updates: [], owners: new Map<number, string>(), seq: 0 }
    documents.set(document, rows)
    return rows
  }
  const store = ({ document, update, claims, by }: LogAppend): number => {
    const rows = rowsOf(document)
    rows.seq += 1
    rows.updates.push({ seq: rows.seq, bytes: update.slice(), at: new Date(now()).toISOString(), by: [...by], isDamaged: false })
    for (const { clientId, owner } of claims) if (!rows.owners.has(clientId)) rows.owners.set(clientId, owner)
    return rows.seq
  }
  return {
    get loads() {
      return loads
    },
    get appends() {
      return appends
    },
    get waiting() {
      return waiting
    },
    async load(document): Promise<StoredDocument> {
      loads += 1
      await Promise.resolve()
      if (loadFailure) throw loadFailure
      const rows = rowsOf(document)
      const { snapshot, updates } = rebuilding(document, rows, rows.seq)
      const stored: StoredDocument = { snapshot, updates, owners: claimsOf(rows), seq: rows.seq }
      const waits = heldLoads
      if (waits) await new Promise<void>((resolve) => waits.push(resolve))
      return stored
    },
    async append(rows) {
      appends += 1
      waiting += 1
      while (held) await held
      waiting -= 1
      if (failure) throw failure
      const seqs = rows.map(store)
      if (lateFailure) throw lateFailure
      return seqs
    },
    async compact(document, seq, snapshot) {
      addSnapshot(rowsOf(document), seq, snapshot)
    },
    async readMoments(document) {
      const rows = rowsOf(document)
      const first = rows.updates[0]?.seq === 1 ? 0 : (rows.snapshots[0]?.seq ?? Infinity)
      return rows.updates.filter((row) => row.seq > first).map(({ seq, at, by }) => ({ seq, at, by }))
    },
    async loadAt(document, seq) {
      const row = (await this.readMoments(document)).find((moment) => moment.seq === seq)
      if (row === undefined) throw new MomentNotKeptError(document, seq)
      return { ...rebuilding(document, rowsOf(document), seq), at: row.at }
    },
    async readDocuments() {
      return [...documents].flatMap(([name, { seq }]) => (seq > 0 ? [name] : [])).toSorted()
    },
    async salvage(document) {
      if (loadFailure) throw loadFailure
      const rows = rowsOf(document)
      const snapshot = rows.snapshots.findLast(({ isDamaged }) => !isDamaged)
      const after = rows.updates.filter((row) => row.seq > (snapshot?.seq ?? 0))
      const damaged: DamagedRows[] = rows.snapshots
        .filter(({ isDamaged, seq }) => isDamaged && seq > (snapshot?.seq ?? 0))
        .map(({ seq }) => ({ seq, upTo: seq, what: 'damaged-snapshot' }))
      for (let seq = (snapshot?.seq ?? 0) + 1; seq <= rows.seq; seq += 1) {
        const row = after.find((each) => each.seq === seq)
        const what = row === undefined ? 'missing' : 'damaged'
        const last = damaged.at(-1)
        if (row?.isDamaged === false) continue
        if (last?.what === what && last.upTo === seq - 1) damaged[damaged.length - 1] = { ...last, upTo: seq }
        else damaged.push({ seq, upTo: seq, what })
      }
      return {
        snapshot: snapshot?.bytes ?? null,
        updates: after.filter(({ isDamaged }) => !isDamaged).map(({ bytes }) => bytes),
        owners: claimsOf(rows),
        seq: rows.seq,
        damaged: damaged.toSorted((a, b) => a.seq - b.seq),
      }
    },
    async repair(document, seq, snapshot) {
      const rows = rowsOf(document)
      if (rows.seq !== seq) throw new Error(`A document can't be repaired as of row ${seq}: its log ends at row ${rows.seq}.`)
      rows.updates = rows.updates.filter(({ isDamaged }) => !isDamaged)
      rows.snapshots = rows.snapshots.filter(({ isDamaged }) => !isDamaged)
      addSnapshot(rows, seq, snapshot)
    },
    async forget(before) {
      for (const rows of documents.values()) {
        const firstKept = rows.updates.find(({ at }) => at >= before)?.seq ?? rows.seq + 1
        const base = rows.snapshots.filter(({ isDamaged, seq }) => !isDamaged && seq <= firstKept).at(-2)
        if (base === undefined) continue
        rows.updates = rows.updates.filter(({ seq }) => seq > base.seq)
        rows.snapshots = rows.snapshots.filter(({ seq }) => seq >= base.seq)
      }
    },
    hold() {
      if (held) return
      held = new Promise((resolve) => {
        letGo = () => {
          held = null
          resolve()
        }
      })
    },
    release: () => letGo(),
    holdLoads() {
      heldLoads ??= []
    },
    releaseLoads() {
      for (const answer of heldLoads ?? []) answer()
      heldLoads = null
    },
    fail(error) {
      failure = error
    },
    failAfterwards(error) {
      lateFailure = error
    },
    failLoads(error) {
      loadFailure = error
    },
    heal() {
      failure = null
      lateFailure = null
      loadFailure = null
    },
    copy: () => memoryLog({ now, documents: structuredClone(documents) }),
    damage(document, what, seq) {
      const { updates, snapshots } = rowsOf(document)
      for (const each of what === 'row' ? updates : snapshots) if (each.seq === seq) each.isDamaged = true
    },
    lose(document, seq) {
      const rows = rowsOf(document)
      rows.updates = rows.updates.filter((row) => row.seq !== seq)
    },
  }
}

/** The newest intact snapshot and the rows after it, up to a row. */
function rebuilding(
  document: DocumentName,
  { snapshots, updates }: Rows,
  upTo: number,
): { snapshot: Uint8Array | null; updates: Uint8Array[] } {
  const snapshot = snapshots.findLast(({ seq, isDamaged }) => seq <= upTo && !isDamaged)
  const rows = updates.filter(({ seq }) => seq > (snapshot?.seq ?? 0) && seq <= upTo)
  for (let seq = (snapshot?.seq ?? 0) + 1, index = 0; seq <= upTo; seq += 1, index += 1) {
    const row = rows[index]
    if (row?.seq !== seq) throw new DamagedDocumentError(document, seq, 'missing')
    if (row.isDamaged) throw new DamagedDocumentError(document, seq, 'damaged')
  }
  return { snapshot: snapshot?.bytes ?? null, updates: rows.map(({ bytes }) => bytes) }
}

function addSnapshot(rows: Rows, seq: number, snapshot: Uint8Array): void {
  rows.snapshots = [
    ...rows.snapshots.filter((each) => each.seq !== seq),
    { seq, bytes: snapshot.slice(), isDamaged: false },
  ].toSorted((a, b) => a.seq - b.seq)
}

function claimsOf({ owners }: Rows): ClientClaim[] {
  return [...owners].map(([clientId, owner]) => ({ clientId, owner }))
}
