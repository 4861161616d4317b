import { StoreOpenError } from '../errors.ts'
import type { SqlDatabase } from './driver.ts'
import { inTransaction } from './transaction.ts'

/** Says in the file's header that it is ours (`2ndS`), so that a wrong path can't change another program's database. */
const applicationId = 0x326e6453

/** Step n leads from version n to n + 1. Published steps never change; a new need is a new step. */
const steps: readonly string[] = [
  // Documents. A row of the log is immutable; `seq` grows by one per document, and `document.seq` tells that no row is missing at the end.
  `CREATE TABLE document (
     id INTEGER PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     seq INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE log (
     document INTEGER NOT NULL REFERENCES document (id),
     seq INTEGER NOT NULL,
     at TEXT NOT NULL,
     bytes BLOB NOT NULL,
     crc32 INTEGER NOT NULL,
     PRIMARY KEY (document, seq)
   ) STRICT;
   CREATE TABLE snapshot (
     document INTEGER NOT NULL REFERENCES document (id),
     seq INTEGER NOT NULL,
     at TEXT NOT NULL,
     bytes BLOB NOT NULL,
     crc32 INTEGER NOT NULL,
     PRIMARY KEY (document, seq)
   ) STRICT;
   CREATE TABLE client_owner (
     document INTEGER NOT NULL REFERENCES document (id),
     client_id INTEGER NOT NULL,
     owner TEXT NOT NULL,
     PRIMARY KEY (document, client_id)
   ) STRICT, WITHOUT ROWID;`,

  // Meetings, and who takes part in them. Keys, sessions and tokens are stored as hashes only.
  `CREATE TABLE meeting (
     id TEXT PRIMARY KEY,
     title TEXT NOT NULL,
     created_at TEXT NOT NULL,
     phase TEXT NOT NULL,
     revealed_at TEXT,
     reveal_without_names INTEGER NOT NULL,
     zone TEXT NOT NULL
   ) STRICT;
   CREATE TABLE meeting_key (
     meeting TEXT NOT NULL REFERENCES meeting (id),
     role TEXT NOT NULL,
     hash TEXT NOT NULL,
     PRIMARY KEY (meeting, role),
     UNIQUE (meeting, hash)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE session (
     hash TEXT PRIMARY KEY,
     expires_at TEXT NOT NULL
   ) STRICT;
   CREATE TABLE participant (
     number INTEGER PRIMARY KEY,
     meeting TEXT NOT NULL REFERENCES meeting (id),
     id TEXT NOT NULL,
     name TEXT NOT NULL,
     role TEXT NOT NULL,
     joined_at TEXT NOT NULL,
     session TEXT NOT NULL REFERENCES session (hash),
     UNIQUE (meeting, id),
     UNIQUE (session, meeting)
   ) STRICT;
   CREATE TABLE participant_token (
     number INTEGER PRIMARY KEY,
     participant INTEGER NOT NULL REFERENCES participant (number),
     hash TEXT NOT NULL UNIQUE
   ) STRICT;
   CREATE INDEX participant_token_of ON participant_token (participant);
   CREATE TABLE revealed_idea (
     meeting TEXT NOT NULL REFERENCES meeting (id),
     idea TEXT NOT NULL,
     PRIMARY KEY (meeting, idea)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE audit (
     number INTEGER PRIMARY KEY,
     meeting TEXT NOT NULL REFERENCES meeting (id),
     at TEXT NOT NULL,
     participant TEXT,
     action TEXT NOT NULL
   ) STRICT;`,

  // Something to write when asked whether writing works.
  `CREATE TABLE health (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     checked_at TEXT NOT NULL
   ) STRICT;`,

  // History: who wrote a row (a JSON list of owners), versions of a meeting's board, and what was damaged and moved aside.
  `ALTER TABLE log ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
   CREATE TABLE version (
     number INTEGER PRIMARY KEY,
     meeting TEXT NOT NULL REFERENCES meeting (id),
     id TEXT NOT NULL,
     at TEXT NOT NULL,
     seq INTEGER NOT NULL,
     kind TEXT NOT NULL,
     name TEXT NOT NULL,
     by TEXT,
     authors TEXT NOT NULL,
     state BLOB NOT NULL,
     crc32 INTEGER NOT NULL,
     UNIQUE (meeting, id)
   ) STRICT;
   CREATE TABLE quarantine (
     number INTEGER PRIMARY KEY,
     document INTEGER NOT NULL REFERENCES document (id),
     source TEXT NOT NULL,
     seq INTEGER NOT NULL,
     at TEXT NOT NULL,
     bytes BLOB NOT NULL,
     crc32 INTEGER NOT NULL,
     moved_at TEXT NOT NULL
   ) STRICT;`,

  // The log in the order in which rows came, and its index by document apart, which is written later (logIndex.ts).
  `ALTER TABLE log RENAME TO log_by_document;
   CREATE TABLE log (
     number INTEGER PRIMARY KEY,
     document INTEGER NOT NULL,
     seq INTEGER NOT NULL,
     at TEXT NOT NULL,
     bytes BLOB NOT NULL,
     crc32 INTEGER NOT NULL,
     authors TEXT NOT NULL
   ) STRICT;
   INSERT INTO log SELECT rowid, document, seq, at, bytes, crc32, authors FROM log_by_document ORDER BY rowid;
   CREATE TABLE log_index (
     document INTEGER NOT NULL,
     seq INTEGER NOT NULL,
     number INTEGER NOT NULL,
     PRIMARY KEY (document, seq)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO log_index SELECT document, seq, rowid FROM log_by_document ORDER BY document, seq;
   DROP TABLE log_by_document;
   -- Rows up to this number are in the index.
   CREATE TABLE log_indexed (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     up_to INTEGER NOT NULL
   ) STRICT;
   INSERT INTO log_indexed SELECT 1, coalesce(max(number), 0) FROM log;`,
]

export const schemaVersion = steps.length

/** Throws `StoreOpenError` for the database of another program, or of a newer version of this one. Only reads: the file stays as it is. */
export function refuseForeign(db: SqlDatabase, path: string): void {
  if (readPragma(db, 'application_id') !== applicationId && !isEmpty(db)) {
    throw new StoreOpenError(`${path} is the database of another program. Name another folder for the data of Second Story.`)
  }
  const version = readPragma(db, 'user_version')
  if (version > schemaVersion) {
    throw new StoreOpenError(
      `${path} was written by a newer version of Second Story (its data has version ${version}, this one knows ${schemaVersion}). ` +
        'Install the newer version again, or restore the backup made before the update.',
    )
  }
}

/** Brings a database to this version, step by step, each in its own transaction: a stop half-way goes on at the next start. */
export function migrate(db: SqlDatabase): void {
  const version = readPragma(db, 'user_version')
  for (const [at, step] of steps.entries()) {
    if (at < version) continue
    inTransaction(db, () => {
      db.exec(step)
      db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${at + 1}`)
    })
  }
}

function readPragma(db: SqlDatabase, name: 'user_version' | 'application_id'): number {
  return (db.prepare(`PRAGMA ${name}`).get() as Record<typeof name, number>)[name]
}

function isEmpty(db: SqlDatabase): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}
