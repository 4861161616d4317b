import { addTimelineEntry, boardCollection, boardSection, findEntity, safeLink } from '@second-story/meeting'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { type LiveMeeting, mine } from '../../connection/liveMeeting.ts'
import type { NewRow } from './candidates.ts'

/**
 * Of one transaction the server takes at most a megabyte, and a page that writes thousands of rows at once stands still. So much text goes
 * in at a time; most imports are one transaction.
 */
const maxPartLength = 48_000
const maxPartRows = 150
/** What a row takes beside its text, about. */
const rowLength = 300

/** The largest import, of the 16 MiB that a document may have: the meeting goes on writing after it. */
export const maxImportLength = 6_000_000

/** About how much of the document an import takes. */
export function importLength(rows: readonly NewRow[], supporting: string): number {
  return rows.reduce((sum, { text }) => sum + text.length + rowLength, supporting.length)
}

/**
 * Adds rows to the timeline, and what was not kept to the supporting information, as one step of this person's undo. Resolves once all of
 * it is in the document.
 */
export async function writeImport(
  meeting: Pick<LiveMeeting, 'board' | 'undo' | 'newEntity'>,
  { rows, supporting, title }: ToWrite,
): Promise<void> {
  const { board, undo } = meeting
  const { manager } = undo
  const steps = stepsOf(meeting, { rows, supporting, title })
  const isSmall = rows.length <= maxPartRows && importLength(rows, supporting) <= maxPartLength
  const transactions = isSmall ? [steps] : steps.map((step) => [step])
  const usualMs = manager.captureTimeout
  manager.stopCapturing()
  // Until the end all is one step, however long the parts take.
  manager.captureTimeout = Number.POSITIVE_INFINITY
  try {
    for (const [index, part] of transactions.entries()) {
      if (index > 0) await nextTask()
      board.transact(() => {
        for (const step of part) step()
      }, mine)
    }
  } finally {
    manager.captureTimeout = usualMs
    manager.stopCapturing()
  }
}

export interface ToWrite {
  readonly rows: readonly NewRow[]
  /** Lines that are kept beside the timeline; empty for none. */
  readonly supporting: string
  /** Stands above them. */
  readonly title: string
}

function stepsOf(meeting: Pick<LiveMeeting, 'board' | 'newEntity'>, { rows, supporting, title }: ToWrite): (() => void)[] {
  const steps = [...partsOf(rows)].map((part) => () => {
    for (const row of part) addRow(meeting, row)
  })
  if (supporting === '') return steps
  const text = new Y.XmlText()
  steps.push(() => boardSection(meeting.board, 'supporting').push([paragraph(title), codeBlock(text)]))
  for (let from = 0; from < supporting.length; from += maxPartLength) {
    steps.push(() => text.insert(text.length, supporting.slice(from, from + maxPartLength)))
  }
  return steps
}

function addRow({ board, newEntity }: Pick<LiveMeeting, 'board' | 'newEntity'>, row: NewRow): void {
  const entity = newEntity()
  addTimelineEntry(board, entity, {
    time: row.time,
    text: row.text,
    ...(row.mark !== null && { mark: row.mark }),
    ...(row.isBySystem && { kind: 'system' }),
    ...(row.isStarred && { starred: true }),
  })
  const evidence = findEntity(boardCollection(board, 'timeline'), entity.id)?.get('evidence')
  if (!(evidence instanceof Y.Map)) return
  for (const { url, title } of row.links) if (safeLink(url) !== null) evidence.set(nanoid(12), { url, title })
}

function* partsOf(rows: readonly NewRow[]): Generator<readonly NewRow[]> {
  let part: NewRow[] = []
  let length = 0
  for (const row of rows) {
    part.push(row)
    length += row.text.length + rowLength
    if (length < maxPartLength && part.length < maxPartRows) continue
    yield part
    part = []
    length = 0
  }
  if (part.length > 0) yield part
}

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(text)])
  return element
}

function codeBlock(text: Y.XmlText): Y.XmlElement {
  const element = new Y.XmlElement('codeBlock')
  element.insert(0, [text])
  return element
}

/** Lets the page draw, and what was written leave, before more of it is written. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
