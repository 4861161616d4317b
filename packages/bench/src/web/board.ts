import {
  addQuestion,
  addTimelineEntry,
  boardCollection,
  entryKinds,
  type EntryId,
  findEntity,
  marks,
  type ParticipantId,
  setDetail,
} from '@second-story/meeting'
import * as Y from 'yjs'
import { names } from './meeting.ts'

const start = Date.parse('2026-03-02T09:00:00Z')

/** Small and seeded, so that every run has the same board. (mulberry32) */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A board with `count` rows of 20 to 50 words over two days, written by six people in no particular order. */
export function makeBoard(count: number): Y.Doc {
  const board = new Y.Doc()
  const random = seededRandom(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  board.transact(() => {
    setDetail(board, 'incidentDate', '2026-03-02')
    setDetail(board, 'zone', 'Europe/Paris')
    for (let index = 0; index < count; index++) {
      const entity = {
        id: `row-${index}` as EntryId,
        by: pick(names).toLowerCase() as ParticipantId,
        createdAt: new Date(start + index).toISOString(),
      }
      const at = new Date(start + Math.floor(random() * 2 * 86_400) * 1000).toISOString()
      const words = Array.from({ length: 20 + Math.floor(random() * 31) }, () => pick(vocabulary)).join(' ')
      const mark = marks[index]
      addTimelineEntry(board, entity, {
        time: random() < 0.03 ? null : { at, until: null, precision: 'minute', approximate: random() < 0.1 },
        text: `${words[0]?.toUpperCase()}${words.slice(1)}.`,
        ...(mark && { mark }),
        ...(random() < 0.5 && { kind: pick(entryKinds) }),
      })
      if (random() < 0.1) {
        const question = { ...entity, id: `question-${index}` as EntryId }
        addQuestion(board, question, { text: 'What made that stand out?', about: entity.id })
      }
    }
  })
  return board
}

/** One edit as others make them: mostly typing, sometimes a mark, a kind or a star, now and then a new time that moves the row. */
export function editSomewhere(board: Y.Doc, count: number, random: () => number): void {
  const row = findEntity(boardCollection(board, 'timeline'), `row-${Math.floor(random() * count)}`)
  if (row === null) return
  const kind = random()
  if (kind < 0.7) {
    const text = row.get('text')
    const paragraph = text instanceof Y.XmlFragment ? text.get(0) : null
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (words instanceof Y.XmlText) words.insert(Math.floor(random() * words.length), 'x')
  } else if (kind < 0.9) row.set('kind', entryKinds[Math.floor(random() * entryKinds.length)])
  else row.set('at', new Date(start + Math.floor(random() * 2 * 86_400) * 1000).toISOString())
}

const vocabulary =
  'the queue of the primary grew while Ben looked at the dashboard and saw nothing odd because the graph had another scale so Dana restarted one worker to find out whether it would help then asked Chidi who had built the deploy pipeline what the new flag does before anybody called it an incident'.split(
    ' ',
  )
