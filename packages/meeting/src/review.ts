import type * as Y from 'yjs'
import { type Person, readPeople } from './agenda.ts'
import { type Cause, readCauses } from './board/causes.ts'
import { type Details, readDetails } from './board/details.ts'
import { type Lesson, readLessons } from './board/lessons.ts'
import { type Note, readNotes } from './board/notes.ts'
import { type Question, readQuestions } from './board/questions.ts'
import { mergeTargets, type Recommendation, readRecommendations } from './board/recommendations.ts'
import { boardSection, type Section, sections } from './board/roots.ts'
import { type Account, readTimeline, type TimelineEntry } from './board/timeline.ts'
import { readRichText, type RichText } from './richText.ts'
import { type Durations, readDurations } from './time/durations.ts'

/** The live texts of an entity replaced by plain values. */
type Plain<T, Texts extends keyof T> = Omit<T, Texts> & { readonly [K in Texts]: RichText }

/**
 * The whole review as plain values, read at one moment from the board and the agenda. All exports are functions of this. Nobody's
 * parked ideas are in it: they are in neither document.
 */
export interface Review {
  readonly details: Details
  readonly sections: Readonly<Record<Section, RichText>>
  readonly timeline: readonly (Omit<Plain<TimelineEntry, 'text'>, 'accounts'> & {
    readonly accounts: readonly Plain<Account, 'text'>[]
  })[]
  readonly durations: Durations
  readonly questions: readonly Plain<Question, 'text' | 'answer'>[]
  readonly notes: readonly Plain<Note, 'text'>[]
  readonly causes: readonly Plain<Cause, 'text' | 'trueBefore'>[]
  readonly lessons: readonly Plain<Lesson, 'text'>[]
  /** Merged ones are left out here; they stand under `merged` of the one they went into. */
  readonly recommendations: readonly (Plain<Recommendation, 'text'> & {
    readonly merged: readonly Plain<Recommendation, 'text'>[]
  })[]
  readonly people: readonly Person[]
}

export function readReview(board: Y.Doc, agenda: Y.Doc): Review {
  const timeline = readTimeline(board)
  return {
    details: readDetails(board),
    sections: Object.fromEntries(sections.map((name) => [name, readRichText(boardSection(board, name))])) as Record<
      Section,
      RichText
    >,
    timeline: timeline.map((entry) => ({
      ...entry,
      text: readRichText(entry.text),
      accounts: entry.accounts.map((account) => ({ ...account, text: readRichText(account.text) })),
    })),
    durations: readDurations(timeline),
    questions: readQuestions(board).map((it) => ({ ...it, text: readRichText(it.text), answer: readRichText(it.answer) })),
    notes: readNotes(board).map((it) => ({ ...it, text: readRichText(it.text) })),
    causes: readCauses(board).map((it) => ({ ...it, text: readRichText(it.text), trueBefore: readRichText(it.trueBefore) })),
    lessons: readLessons(board).map((it) => ({ ...it, text: readRichText(it.text) })),
    recommendations: readMerged(board),
    people: readPeople(agenda),
  }
}

function readMerged(board: Y.Doc): Review['recommendations'] {
  const all = readRecommendations(board).map((it) => ({ ...it, text: readRichText(it.text) }))
  const targets = mergeTargets(all)
  const standing = all.filter((it) => targets.get(it.id) === it.id).map((it) => ({ ...it, merged: [] as typeof all }))
  const byId = new Map(standing.map((it) => [it.id as string, it]))
  for (const it of all) {
    const target = targets.get(it.id)
    if (target !== undefined && target !== it.id) byId.get(target)?.merged.push(it)
  }
  return standing
}
