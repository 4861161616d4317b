export { type ExportedReview, type ExportFormat, exportFormats, exportReview } from './exportReview.ts'
export type { ExportOptions } from './markdown/toMarkdown.ts'
