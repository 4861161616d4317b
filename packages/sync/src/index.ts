export { type CloseCode, closeCodes } from './closeCodes.ts'
export { contentOf, type Roots } from './contentOf.ts'
export { defaultLimits, type Limits } from './limits.ts'
export { openRooms } from './openRooms.ts'
export { DamagedDocumentError, MomentNotKeptError } from './logErrors.ts'
export type {
  ClientClaim,
  DamagedRows,
  DocumentName,
  LogAppend,
  Moment,
  Relay,
  SalvagedDocument,
  StoredDocument,
  StoredMoment,
  UpdateLog,
} from './ports.ts'
export { restoreContent } from './restoreContent.ts'
export { type RepairedDocument, repairDocument } from './repairDocument.ts'
export type { ConnectionAccess, Refusal, Rooms, RoomsEvent, RoomsOptions } from './rooms.ts'
