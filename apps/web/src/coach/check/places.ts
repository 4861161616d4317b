import type { Field } from '@second-story/coach'
import {
  type Block,
  boardSection,
  type Inline,
  type Phase,
  readRichText,
  type RichText,
  type Section,
  sections,
  type TextValue,
} from '@second-story/meeting'
import type * as Y from 'yjs'
import type { BoardStores } from '../../connection/boardStores.ts'
import { entryTimeText } from '../../room/entryTime.ts'
import { phaseTitles } from '../../room/phaseTitles.ts'
import { sectionTitles } from '../../room/sectionTitles.ts'

/** A text of the board and where it stands. Who wrote it is not even read: the check is by topic, never by person ([I5]). */
export interface BoardText {
  /** What people call the place: “Timeline, 13:05”. */
  readonly where: string
  readonly goTo: GoTo
  readonly field: Field
  /** Paragraphs by line, without quotations and code: those are not the writer’s voice. */
  readonly text: string
}

/** Where on the screen a text is shown. */
export type GoTo =
  | { readonly is: 'phase'; readonly phase: Phase }
  | { readonly is: 'row'; readonly id: string }
  | { readonly is: 'panel'; readonly tab: 'questions' | 'notes' }

/** Everything that is written on the board, in the order of the agenda; blank texts are left out. Parked ideas are nobody else’s. */
export function textsOf(board: Y.Doc, stores: BoardStores): readonly BoardText[] {
  const { zone } = stores.details.get()
  const inPhase = (phase: Phase, field: Field, where = phaseTitles[phase].title) => ({
    where,
    field,
    goTo: { is: 'phase', phase } as const,
  })
  const inPanel = (tab: 'questions' | 'notes', where: string) => ({
    where,
    field: 'other' as const,
    goTo: { is: 'panel', tab } as const,
  })
  const all: readonly (Omit<BoardText, 'text'> & { readonly value: TextValue })[] = [
    ...sections.map((section) => ({
      ...inPhase(phaseOf(section), section === 'summary' ? 'summary' : 'other', sectionTitles[section]),
      value: boardSection(board, section),
    })),
    ...stores.timeline.all().flatMap((entry) =>
      [entry, ...entry.accounts].map(({ text }) => ({
        where: `${phaseTitles.timeline.title}, ${entryTimeText(entry, zone)}`,
        goTo: { is: 'row', id: entry.id } as const,
        field: 'timeline' as const,
        value: text,
      })),
    ),
    ...stores.causes
      .all()
      .flatMap(({ text, trueBefore }) => [text, trueBefore].map((value) => ({ ...inPhase('causes', 'cause'), value }))),
    ...stores.lessons.all().map(({ text }) => ({ ...inPhase('lessons', 'lesson'), value: text })),
    ...stores.recommendations.all().map(({ text }) => ({ ...inPhase('recommendations', 'recommendation'), value: text })),
    ...stores.questions.all().flatMap(({ text, answer }) => [
      { ...inPanel('questions', 'A question'), value: text },
      { ...inPanel('questions', 'An answer'), value: answer },
    ]),
    ...stores.notes.all().map(({ text }) => ({ ...inPanel('notes', 'A note'), value: text })),
  ]
  return all
    .map(({ value, ...place }) => ({ ...place, text: voiceOf(readRichText(value)) }))
    .filter(({ text }) => /\p{L}/u.test(text))
}

function phaseOf(section: Section): Phase {
  return section === 'background' ? 'background' : 'overview'
}

export function voiceOf(text: RichText): string {
  return text.map(voiceOfBlock).join('\n')
}

function voiceOfBlock(block: Block): string {
  switch (block.is) {
    case 'paragraph':
      return block.content.map(voiceOfInline).join('')
    case 'list':
      return block.items.map(voiceOf).join('\n')
    case 'quote':
    case 'code':
      return ''
  }
}

function voiceOfInline(inline: Inline): string {
  if (inline.is === 'break') return '\n'
  return inline.marks.code ? `\`${inline.text}\`` : inline.text
}
