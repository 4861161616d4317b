import type { UpdateLog } from '@second-story/sync'
import type { MeetingRecords } from './records.ts'

/** All that the server keeps: documents and meeting records, in one place and one backup. */
export interface Store {
  readonly log: UpdateLog
  readonly records: MeetingRecords
  /** Whether a commit reaches the disk now. Really commits, at most once a second however often it is asked. Never rejects. */
  isHealthy(): Promise<boolean>
  /** Finishes everything asked for so far, then lets go of the files. Calls made afterwards reject. Closing twice is closing once. */
  close(): Promise<void>
}

/** What an operator should hear of, although the store could help itself. Names and numbers only. */
export type StoreNotice =
  /** The newest snapshot that covers rows up to `seq` is damaged; the document was loaded from older ones and the log. */
  | { is: 'damaged-snapshot'; document: string; seq: number }
  /** The disk failed a write, so the database was opened anew; writing works again. `code` is SQLite's. */
  | { is: 'reopened'; code: number }
  /** The index by which rows are found is damaged. Nothing is lost by that, but the file should be repaired. */
  | { is: 'damaged-index' }
  /** It was, and has been made anew. */
  | { is: 'mended-index' }
  /** The store's thread has died and is started again. `cause` says how it died, or why it could not start. */
  | { is: 'thread-died'; cause: string }
