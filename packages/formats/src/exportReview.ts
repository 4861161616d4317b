import type { Review } from '@second-story/meeting'
import { type ExportOptions, toMarkdown } from './markdown/toMarkdown.ts'

export interface ExportFormat {
  readonly name: string
  readonly aliases: readonly string[]
  readonly title: string
  readonly contentType: string
  readonly extension: string
}

/** What a review can be taken away as. */
export const exportFormats = [
  { name: 'markdown', aliases: ['md'], title: 'Markdown', contentType: 'text/markdown; charset=utf-8', extension: 'md' },
] as const satisfies readonly ExportFormat[]

export interface ExportedReview {
  readonly contentType: string
  readonly fileName: string
  readonly body: string
}

/** The review in a format, by its name or an alias; null for one that there is not. */
export function exportReview(review: Review, format: string, options: ExportOptions): ExportedReview | null {
  const found = exportFormats.find(({ name, aliases }) => name === format || aliases.some((alias) => alias === format))
  if (!found) return null
  return { contentType: found.contentType, fileName: `${slugOf(review)}.${found.extension}`, body: toMarkdown(review, options) }
}

/** `2018-02-10-visual-guide-stops-answering`: safe in any file system and header. */
function slugOf({ details }: Review): string {
  const words = details.title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return [details.incidentDate, words || 'review'].filter(Boolean).join('-')
}
