export { StoreClosedError, StoreOpenError } from './errors.ts'
export {
  type MeetingRecord,
  type MeetingRecords,
  type ParticipantRecord,
  type SessionMeeting,
  versionKinds,
  type VersionRecord,
} from './records.ts'
export { openSqliteStore, type SqliteStoreOptions } from './sqlite/openSqliteStore.ts'
export type { Store, StoreNotice } from './store.ts'
