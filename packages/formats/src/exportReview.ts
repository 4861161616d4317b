import type { Review } from '@second-story/meeting'
import { fileNameOf } from './fileName.ts'
import { markdownOf } from './markdown/markdown.ts'

export interface ExportFormat {
  /** Stands in addresses, as do the aliases. */
  readonly name: string
  readonly aliases: readonly string[]
  readonly title: string
  readonly contentType: string
  readonly extension: string
}

export interface ExportOptions {
  /** ISO 8601, with an offset or Z. */
  readonly exportedAt: string
  /** Where the review lives; stands in the export if it is a web address. */
  readonly link?: string
}

export interface Exported {
  readonly contentType: string
  readonly fileName: string
  readonly body: string
}

export const exportFormats: readonly ExportFormat[] = [
  { name: 'markdown', aliases: ['md'], title: 'Markdown', contentType: 'text/markdown; charset=utf-8', extension: 'md' },
]

const writers: Readonly<Record<string, (review: Review, options: ExportOptions) => string>> = { markdown: markdownOf }

/** The review in a format, by its name or an alias; null for a format that there isn't. The same input gives the same bytes. */
export function exportReview(review: Review, format: string, options: ExportOptions): Exported | null {
  const found = exportFormats.find(({ name, aliases }) => name === format || aliases.includes(format))
  const write = found && writers[found.name]
  if (!found || !write) return null
  return {
    contentType: found.contentType,
    fileName: fileNameOf(review, found.extension),
    body: write(review, options),
  }
}
