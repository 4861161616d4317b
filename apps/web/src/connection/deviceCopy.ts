import * as Y from 'yjs'

/**
 * The copy of a shared document in this browser (IndexedDB), and how many changes in it the server doesn't have. Several tabs write to one
 * copy: updates are only added, each page notes its own unsaved changes under its own client id, and what is rewritten is rewritten in one
 * transaction. A write that fails (a full disk) would leave a gap behind which nothing is readable, so the next one writes everything.
 *
 * y-indexeddb, which this replaces, tells neither when an update is stored nor that it could not be.
 */
export interface DeviceCopy {
  /** Origin of what is applied from here. */
  readonly origin: symbol
  /** Resolves when the document holds what was kept, with what earlier pages left unsaved; null where the browser keeps nothing. */
  readonly opened: Promise<Unsaved[] | null>
  /** Notes how many changes of this page the server lacks, and from which clock of `client` they are. */
  noteUnsaved(note: Unsaved): void
  /** What earlier pages left is on the server now. */
  forgetLeft(): void
  /** Empties the copy. Other pages that show it are told, and load again. */
  letGo(): Promise<void>
  close(): void
}

/** Changes that the server lacks: those that `client` made from its clock `from` on. */
export interface Unsaved {
  readonly client: number
  readonly changes: number
  readonly from: number
}

interface DeviceCopyOptions {
  name: string
  doc: Y.Doc
  /** Everything up to this call's moment is in the browser's storage. */
  onKept: () => void
  /** The browser refuses to store; or it does again. */
  onWorks: (works: boolean) => void
  /** Another page has let go of this copy. */
  onLetGo: () => void
}

/** Rows after which they are replaced by one: loading stays fast, and writing rarely takes long. */
const rowsBeforeOne = 400

export function openDeviceCopy({ name, doc, onKept, onWorks, onLetGo }: DeviceCopyOptions): DeviceCopy {
  const self = Symbol(`the copy of ${name}`)
  let db: IDBDatabase | null = null
  let updates: Uint8Array[] = []
  const notes = new Map<number, Unsaved | null>()
  let left: Unsaved[] = []
  let toForget: Unsaved[] = []
  let rows = 0
  let isWriting = false
  let mustWriteAll = false
  let isClosed = false

  const letGoElsewhere = openLetGoChannel(name, onLetGo)

  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === self || isClosed) return
    updates.push(update)
    writeSoon()
  }
  doc.on('update', onUpdate)

  /** An update and what is noted about it go into one transaction. */
  let isDue = false
  const writeSoon = () => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      write()
    })
  }

  /** One transaction at a time: what comes meanwhile goes into the next as one row. */
  function write(): void {
    if (db === null || isWriting || updates.length + notes.size + toForget.length === 0) return
    const given = updates
    const noted = [...notes]
    const forgotten = toForget
    toForget = []
    updates = []
    notes.clear()
    isWriting = true
    const mustTidy = rows >= rowsBeforeOne
    void inTransaction(db, (store, custom) => {
      for (const [client, note] of noted) {
        if (note === null) custom.delete(noteKey(client))
        else custom.put(note, noteKey(client))
      }
      for (const note of forgotten) forgetUnchanged(custom, note)
      if (mustWriteAll) store.add(Y.encodeStateAsUpdate(doc))
      else if (given.length > 0) store.add(given.length === 1 ? given[0] : Y.mergeUpdates(given))
      if (mustTidy) tidy(store)
    }).then(
      () => {
        isWriting = false
        if (given.length > 0) rows = mustTidy ? 1 : rows + 1
        if (mustWriteAll) onWorks(true)
        mustWriteAll = false
        if (updates.length === 0) onKept()
        write()
      },
      () => {
        isWriting = false
        mustWriteAll = true
        for (const [client, note] of noted) if (!notes.has(client)) notes.set(client, note)
        toForget.push(...forgotten)
        onWorks(false) // the next change tries again
      },
    )
  }

  /** All rows, of other pages too, as one. */
  function tidy(store: IDBObjectStore): void {
    const all = store.getAll()
    all.onsuccess = () => {
      applyAll(all.result)
      store.clear()
      store.add(Y.encodeStateAsUpdate(doc))
    }
  }

  function applyAll(kept: readonly unknown[]): void {
    doc.transact(() => {
      for (const update of kept) if (update instanceof Uint8Array) Y.applyUpdate(doc, update, self)
    }, self)
  }

  const opened = openDatabase(name)
    .then(async (opening) => {
      if (isClosed) {
        opening.close()
        return null
      }
      await inTransaction(opening, (store, custom) => {
        const all = store.getAll()
        all.onsuccess = () => {
          if (isClosed) return
          rows = all.result.length
          applyAll(all.result)
          if (rows >= rowsBeforeOne) tidy(store)
        }
        const found = custom.getAll()
        found.onsuccess = () => {
          left = found.result.flatMap((value) => parseUnsaved(value) ?? [])
        }
      })
      db = opening
      // Another page that deletes the database, or a newer version of this app, must not wait for this one.
      opening.onversionchange = () => opening.close()
      write()
      return left
    })
    .catch(() => {
      onWorks(false)
      return null
    })

  return {
    origin: self,
    opened,
    noteUnsaved(note) {
      notes.set(note.client, note.changes > 0 ? note : null)
      writeSoon()
    },
    forgetLeft() {
      toForget = left
      left = []
      writeSoon()
    },
    async letGo() {
      isClosed = true
      updates = []
      notes.clear()
      if (db !== null) await emptied(db)
      letGoElsewhere.tell()
    },
    close() {
      isClosed = true
      doc.off('update', onUpdate)
      letGoElsewhere.close()
      // What is queued goes out first: closing waits for the transactions that were made.
      write()
      void opened.then(() => db?.close())
    },
  }
}

/** Where the copies of a document are: each person who used this browser has their own, as each may send only their own words. */
export function copyName(document: string, participant: string): string {
  return `second-story/${document}@${participant}`
}

/** The document of a copy's name, and whose it is; null for any other database. */
export function parseCopyName(name: string): { document: string; participant: string } | null {
  const match = /^second-story\/(.+)@([^@/]+)$/.exec(name)
  return match?.[1] === undefined || match[2] === undefined ? null : { document: match[1], participant: match[2] }
}

export function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('updates', { autoIncrement: true })
      asked.result.createObjectStore('custom')
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('The browser gave no storage.'))
    asked.onblocked = () => reject(new Error('The storage is in use.'))
  })
}

/** Runs `use` on both stores; resolves when all of it is stored, rejects when nothing is. */
export function inTransaction(
  db: IDBDatabase,
  use: (updates: IDBObjectStore, custom: IDBObjectStore) => void,
  mode: 'readwrite' | 'readonly' = 'readwrite',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(['updates', 'custom'], mode)
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser stored nothing.'))
    use(transaction.objectStore('updates'), transaction.objectStore('custom'))
  })
}

export function parseUnsaved(value: unknown): Unsaved | null {
  if (typeof value !== 'object' || value === null) return null
  const { client, changes, from } = value as Partial<Record<keyof Unsaved, unknown>>
  if (typeof client !== 'number' || typeof changes !== 'number' || typeof from !== 'number' || changes <= 0) return null
  return { client, changes, from }
}

/** Empties a copy; what is left of it is a database without content. */
export function emptied(db: IDBDatabase): Promise<void> {
  return inTransaction(db, (updates, custom) => {
    updates.clear()
    custom.clear()
  })
}

/** A page that left them may be open still, and have made more since: then it will tell itself. */
function forgetUnchanged(custom: IDBObjectStore, { client, changes, from }: Unsaved): void {
  const found = custom.get(noteKey(client))
  found.onsuccess = () => {
    const now = parseUnsaved(found.result)
    if (now?.changes === changes && now.from === from) custom.delete(noteKey(client))
  }
}

function openLetGoChannel(name: string, onTold: () => void): { tell(): void; close(): void } {
  const channel = new BroadcastChannel(`${name}: let go`)
  channel.onmessage = onTold
  return { tell: () => channel.postMessage(null), close: () => channel.close() }
}

function noteKey(client: number): string {
  return `unsaved/${client}`
}
