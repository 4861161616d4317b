export { type Exported, type ExportFormat, exportFormats, type ExportOptions, exportReview } from './exportReview.ts'
export { type CalendarEvent, calendarFile, type EventTime } from './ics/calendarFile.ts'
export { type Guest, guests, type Invitation, invitation, mailAddress, roleOfGuest } from './invitation/invitation.ts'
export { namesIn } from './invitation/namesIn.ts'
export {
  type Imported,
  type ImportedLink,
  type ImportedRow,
  type ImportedTable,
  importFormats,
  type ImportFormat,
  type ImportKnown,
  type ImportProblem,
  type LeftOutPart,
  type SourceFile,
  type SourcePlace,
  type TableColumns,
} from './import/imported.ts'
export { type ImportReading, readImport } from './import/readImport.ts'
export { type PackedFile, unpack } from './import/unpack.ts'
