export { DamagedDocumentError, StoreClosedError, StoreOpenError } from './errors.ts'
export type { MeetingRecord, MeetingRecords, ParticipantRecord, SessionMeeting } from './records.ts'
export { openSqliteStore, type SqliteStoreOptions } from './sqlite/openSqliteStore.ts'
export type { Store, StoreNotice } from './store.ts'
