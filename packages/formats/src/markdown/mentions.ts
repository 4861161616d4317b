import type { Review } from '@second-story/meeting'
import { momentOf } from './moments.ts'
import { lineOf } from './richText.ts'

/** How other places name a row of the timeline: its time and its words, on one line. Null for a row that is gone. */
export function mentionRow(review: Review, id: string | null): string | null {
  const row = review.timeline.find((it) => it.id === id)
  return row ? lineOfRow(review, row) : null
}

/** Those of the rows that are still there, in the order of the timeline. */
export function mentionRows(review: Review, ids: readonly string[]): string[] {
  const wanted = new Set(ids)
  return review.timeline.filter(({ id }) => wanted.has(id)).map((row) => lineOfRow(review, row))
}

/** How other places name a cause or a lesson: by its words. Null for one that is gone or says nothing. */
export function mentionCauseOrLesson(review: Review, id: string): string | null {
  const found = review.causes.find((it) => it.id === id) ?? review.lessons.find((it) => it.id === id)
  return (found && lineOf(found.text)) || null
}

/** The mentions that lead somewhere. */
export function mentions(ids: readonly string[], mention: (id: string) => string | null): string[] {
  return ids.flatMap((id) => mention(id) ?? [])
}

function lineOfRow(review: Review, row: Review['timeline'][number]): string {
  return `${momentOf(row, review.details.zone)}: ${lineOf(row.text) || 'a row without words'}`
}
