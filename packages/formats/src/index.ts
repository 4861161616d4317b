export { type Exported, type ExportFormat, exportFormats, type ExportOptions, exportReview } from './exportReview.ts'
