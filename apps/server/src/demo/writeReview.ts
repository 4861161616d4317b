import {
  addCause,
  addLesson,
  addNote,
  addQuestion,
  addRecommendation,
  addTimelineEntry,
  boardCollection,
  boardSection,
  compare,
  type EntryId,
  findEntity,
  fragmentOf,
  outcome,
  type ParticipantId,
  sections as sectionNames,
  setDetail,
  setInIdSet,
} from '@second-story/meeting'
import * as Y from 'yjs'
import * as sample from './review.ts'

/** Who wrote what in the sample, as participants of the meeting. */
export type Authors = Readonly<Record<sample.Person, ParticipantId>>

export interface Writing {
  readonly authors: Authors
  newId(): EntryId
  /** ISO 8601 UTC, later with each call: entities show in the order in which they were written. */
  nextInstant(): string
}

/** Writes the sample review onto an empty board, in one transaction. */
export function writeSampleReview(board: Y.Doc, writing: Writing): void {
  board.transact(() => {
    for (const [field, value] of Object.entries(sample.details)) setDetail(board, field as keyof typeof sample.details, value)
    setDetail(board, 'zone', sample.zone)
    for (const name of sectionNames) writeSection(board, name, sample.sections[name])
    const rows = writeTimeline(board, writing)
    const causes = writeCauses(board, writing, rows)
    for (const lesson of sample.lessons) addLesson(board, entity(writing, lesson.by), lesson)
    writeQuestions(board, writing, rows)
    for (const note of sample.notes) {
      addNote(board, entity(writing, note.by), { text: note.text, about: note.about ? rows[note.about] : null })
    }
    writeRecommendations(board, writing, causes)
  })
}

function entity({ authors, newId, nextInstant }: Writing, by: sample.Person) {
  return { id: newId(), by: authors[by], createdAt: nextInstant() }
}

function writeSection(board: Y.Doc, name: (typeof sectionNames)[number], text: string): void {
  const section = boardSection(board, name)
  const paragraphs = text.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(line)])
    return paragraph
  })
  section.insert(0, paragraphs)
}

function writeTimeline(board: Y.Doc, writing: Writing): Record<sample.DemoRow, EntryId> {
  const ids: Partial<Record<sample.DemoRow, EntryId>> = {}
  for (const [name, row] of Object.entries<sample.DemoEntry>(sample.timeline)) {
    const added = entity(writing, row.by)
    ids[name as sample.DemoRow] = added.id
    addTimelineEntry(board, added, {
      time:
        row.time === null
          ? null
          : { at: instantOf(row.time), until: null, precision: 'minute', approximate: row.approximate ?? false },
      text: row.text,
      ...(row.mark && { mark: row.mark }),
      ...(row.kind && { kind: row.kind }),
    })
  }
  // One id per row of the table above.
  return ids as Record<sample.DemoRow, EntryId>
}

function instantOf(time: string): string {
  const local = Temporal.PlainDateTime.from(`${sample.details.incidentDate}T${time}`).toZonedDateTime(sample.zone)
  return local.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

function writeCauses(
  board: Y.Doc,
  writing: Writing,
  rows: Record<sample.DemoRow, EntryId>,
): Record<sample.DemoCauseName, EntryId> {
  const names = Object.keys(sample.causes).sort(compare) as sample.DemoCauseName[]
  const ids = Object.fromEntries(names.map((name) => [name, writing.newId()])) as Record<sample.DemoCauseName, EntryId>
  const root = boardCollection(board, 'causes')
  for (const [name, cause] of Object.entries(sample.causes) as [sample.DemoCauseName, sample.DemoCause][]) {
    const { text, contributesTo, supportedBy = [], trueBefore } = cause
    const target = contributesTo === 'outcome' ? outcome : ids[contributesTo]
    addCause(board, { ...entity(writing, cause.by), id: ids[name] }, { text, contributesTo: [target] })
    const live = findEntity(root, ids[name])
    if (live === null) continue
    for (const row of supportedBy) setInIdSet(live, 'supportedBy', rows[row], true)
    if (trueBefore !== undefined) live.set('trueBefore', fragmentOf(trueBefore))
  }
  return ids
}

function writeQuestions(board: Y.Doc, writing: Writing, rows: Record<sample.DemoRow, EntryId>): void {
  for (const question of sample.questions) {
    const added = entity(writing, question.by)
    addQuestion(board, added, { text: question.text, about: question.about ? rows[question.about] : null })
    const live = findEntity(boardCollection(board, 'questions'), added.id)
    if (live === null) continue
    for (const voter of question.votes) setInIdSet(live, 'votes', writing.authors[voter], true)
    if (question.answer !== undefined) {
      live.set('answer', fragmentOf(question.answer))
      live.set('answered', true)
    }
  }
}

function writeRecommendations(board: Y.Doc, writing: Writing, causes: Record<sample.DemoCauseName, EntryId>): void {
  for (const recommendation of sample.recommendations) {
    const added = entity(writing, recommendation.by)
    addRecommendation(board, added, { text: recommendation.text })
    const live = findEntity(boardCollection(board, 'recommendations'), added.id)
    if (live === null) continue
    live.set('state', recommendation.state)
    for (const cause of recommendation.for) setInIdSet(live, 'for', causes[cause], true)
    for (const field of ['link', 'progress'] as const) {
      const value = recommendation[field]
      if (value !== undefined) live.set(field, value)
    }
  }
}
