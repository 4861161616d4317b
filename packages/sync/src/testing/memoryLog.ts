import type { ClientClaim, DocumentName, LogAppend, StoredDocument, UpdateLog } from '../ports.ts'

interface Rows {
  snapshot: { seq: number; bytes: Uint8Array } | null
  updates: { seq: number; bytes: Uint8Array }[]
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
  heal(): void
  readonly loads: number
  /** Appends so far, also those that wait or failed; and those that wait now. */
  readonly appends: number
  readonly waiting: number
  /** A copy of what is stored: what a process would find that starts now. */
  copy(): MemoryLog
  damage(document: DocumentName): void
}

export function memoryLog(documents: Map<DocumentName, Rows> = new Map()): MemoryLog {
  let held: Promise<void> | null = null
  let letGo = () => undefined as void
  let heldLoads: (() => void)[] | null = null
  let failure: Error | null = null
  let loads = 0
  let appends = 0
  let waiting = 0
  const damaged = new Set<DocumentName>()
  const rowsOf = (document: DocumentName): Rows => {
    const rows = documents.get(document) ?? { snapshot: null, updates: [], owners: new Map<number, string>(), seq: 0 }
    documents.set(document, rows)
    return rows
  }
  const store = ({ document, update, claims }: LogAppend): number => {
    const rows = rowsOf(document)
    rows.seq += 1
    rows.updates.push({ seq: rows.seq, bytes: update.slice() })
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
      if (damaged.has(document)) throw new Error(`the log of ${document} is damaged`)
      const { snapshot, updates, owners, seq } = rowsOf(document)
      const from = snapshot?.seq ?? 0
      const claims: ClientClaim[] = [...owners].map(([clientId, owner]) => ({ clientId, owner }))
      const stored: StoredDocument = {
        snapshot: snapshot?.bytes ?? null,
        updates: updates.filter((row) => row.seq > from).map((row) => row.bytes),
        owners: claims,
        seq,
      }
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
      return rows.map(store)
    },
    async compact(document, seq, snapshot) {
      rowsOf(document).snapshot = { seq, bytes: snapshot.slice() }
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
    heal() {
      failure = null
    },
    copy: () => memoryLog(structuredClone(documents)),
    damage: (document) => void damaged.add(document),
  }
}
