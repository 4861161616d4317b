export { type Exported, type ExportFormat, exportFormats, type ExportOptions, exportReview } from './exportReview.ts'
export { type CalendarEvent, calendarFile, type EventTime } from './ics/calendarFile.ts'
