import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readAgenda, readParkedCount, readPeople } from './agenda.ts'
import { addLesson } from './board/lessons.ts'
import { boardCollection, boardDetails, boardSection, collections, sections } from './board/roots.ts'
import { addTimelineEntry } from './board/timeline.ts'
import { documentRoots } from './documents.ts'
import { type EntryId, isId, parseEntryId } from './ids.ts'
import { readParkedIdeas } from './parked.ts'
import { readReview } from './review.ts'

/** Anything that an update may put into a map: plain values and shared types, nested, under the names that we use and others. */
type Hostile =
  | { is: 'plain'; value: unknown }
  | { is: 'map'; fields: [string, Hostile][] }
  | { is: 'array'; items: Hostile[] }
  | { is: 'text' | 'xmlText'; text: string }
  | { is: 'element' | 'fragment'; name: string; children: Hostile[] }

const names = fc.constantFrom(
  'id',
  'by',
  'createdAt',
  'text',
  'at',
  'until',
  'precision',
  'approximate',
  'mark',
  'kind',
  'accounts',
  'evidence',
  'starred',
  'order',
  'votes',
  'for',
  'about',
  'answered',
  'answer',
  'contributesTo',
  'supportedBy',
  'trueBefore',
  'state',
  'mergedInto',
  'title',
  'status',
  'incidentDate',
  'began',
  'ended',
  'draftDue',
  'meetingTime',
  'zone',
  'url',
  'visibleAt',
  'phase',
  'minutes',
  'card',
  'name',
  'role',
  'ideas',
  'people',
  'a',
  '__proto__',
  'constructor',
  'toString',
  'length',
)

const plain = fc.oneof(
  fc.constantFrom(
    null,
    true,
    'a',
    'b',
    'went-well',
    'action',
    'timeline',
    'facilitator',
    '2018-02-10T13:01:00Z',
    '2018-02-31T13:01:00Z',
  ),
  fc.constantFrom('https://a.example', 'javascript:alert(1)', '__proto__', -1, Number.NaN, Number.POSITIVE_INFINITY, 1e308),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
  fc.uint8Array({ maxLength: 4 }),
)

const { hostile } = fc.letrec<{ hostile: Hostile }>((tie) => ({
  hostile: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ is: fc.constant('plain' as const), value: plain }),
    fc.record({ is: fc.constantFrom('text' as const, 'xmlText' as const), text: fc.string() }),
    fc.record({ is: fc.constant('map' as const), fields: fc.array(fc.tuple(names, tie('hostile')), { maxLength: 8 }) }),
    fc.record({ is: fc.constant('array' as const), items: fc.array(tie('hostile'), { maxLength: 4 }) }),
    fc.record({
      is: fc.constantFrom('element' as const, 'fragment' as const),
      name: fc.constantFrom('paragraph', 'bulletList', 'listItem', 'codeBlock', 'blockquote', 'hardBreak', 'script', ''),
      children: fc.array(tie('hostile'), { maxLength: 4 }),
    }),
  ),
}))

function make(hostile: Hostile): unknown {
  switch (hostile.is) {
    case 'plain':
      return hostile.value
    case 'map': {
      const map = new Y.Map<unknown>()
      for (const [key, value] of hostile.fields) map.set(key, make(value))
      return map
    }
    case 'array':
      return Y.Array.from(hostile.items.map((it) => make(it) as object))
    case 'text':
      return new Y.Text(hostile.text)
    case 'xmlText':
      return new Y.XmlText(hostile.text)
    case 'element':
    case 'fragment': {
      const parent = hostile.is === 'element' ? new Y.XmlElement(hostile.name) : new Y.XmlFragment()
      const children = hostile.children.map(make).filter((it) => it instanceof Y.XmlElement || it instanceof Y.XmlText)
      parent.insert(0, children)
      return parent
    }
  }
}

/** Everything goes over the wire once: what is read is what a receiver has. */
function received(build: (doc: Y.Doc) => void): Y.Doc {
  const [sender, receiver] = [new Y.Doc(), new Y.Doc()]
  build(sender)
  Y.applyUpdate(receiver, Y.encodeStateAsUpdate(sender))
  return receiver
}

test('[I3] whatever a board holds, reading it never throws, gives only what fits, and keeps what is right', () => {
  const contents = fc.array(fc.tuple(fc.constantFrom('details', ...collections), names, hostile), { maxLength: 12 })
  const texts = fc.array(fc.tuple(fc.constantFrom(...sections), hostile), { maxLength: 4 })
  fc.assert(
    fc.property(contents, texts, (entries, fragments) => {
      const board = received((doc) => {
        for (const [root, key, value] of entries) doc.getMap(root).set(key, make(value))
        for (const [section, value] of fragments) {
          const made = make(value)
          if (made instanceof Y.XmlElement || made instanceof Y.XmlText) boardSection(doc, section).insert(0, [made])
        }
        const right = { id: parseEntryId('right') as EntryId, by: null, createdAt: '2018-02-12T09:00:00.000Z' }
        addTimelineEntry(doc, right, { time: null, text: 'right' })
        addLesson(doc, right, { text: 'right', kind: 'went-well' })
      })
      const review = readReview(board, new Y.Doc())
      expect(JSON.parse(JSON.stringify(review))).toEqual(JSON.parse(JSON.stringify(review)))
      expect(review.timeline.map((it) => it.id)).toContain('right')
      expect(review.lessons.map((it) => it.id)).toContain('right')
      for (const collection of collections) {
        for (const entity of review[collection]) {
          expect(isId(entity.id)).toBe(true)
          expect(boardCollection(board, collection).has(entity.id)).toBe(true)
          expect(Number.isNaN(Date.parse(entity.createdAt))).toBe(false)
        }
      }
      for (const row of review.timeline) {
        if (row.at !== null) expect(Number.isNaN(Date.parse(row.at))).toBe(false)
        for (const { url } of row.evidence) expect(url).toMatch(/^(https?|mailto):/i)
      }
    }),
    { numRuns: 300 },
  )
})

test('[I3] the same of the agenda and of parked ideas', () => {
  const roots = [...documentRoots.agenda, ...documentRoots.parked]
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...roots), names, hostile), { maxLength: 12 }), (entries) => {
      const doc = received((it) => {
        for (const [root, key, value] of entries) it.getMap(root).set(key, make(value))
      })
      expect(Object.values(readAgenda(doc).minutes).every((minutes) => minutes >= 0 && Number.isFinite(minutes))).toBe(true)
      for (const person of readPeople(doc)) expect(typeof person.name).toBe('string')
      for (const count of Object.values(readParkedCount(doc))) expect(typeof count).toBe('number')
      for (const idea of readParkedIdeas(doc)) expect(isId(idea.id)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('an entity that goes by another id than it stands under is left out', () => {
  const board = received((doc) => {
    const right = { id: parseEntryId('a') as EntryId, by: null, createdAt: '2018-02-12T09:00:00.000Z' }
    addLesson(doc, right, { text: 'right', kind: 'went-well' })
    const copy = new Y.Map<unknown>(Object.entries({ id: 'a', kind: 'went-wrong', text: 'forged' }))
    boardCollection(doc, 'lessons').set('b', copy)
  })
  expect(readReview(board, new Y.Doc()).lessons.map((it) => it.kind)).toEqual(['went-well'])
})

test('details that do not fit count as not given', () => {
  const board = received((doc) => {
    const details = boardDetails(doc)
    details.set('title', 7)
    details.set('status', 'done')
    details.set('incidentDate', 'yesterday')
    details.set('incidentLead', 'Ben')
  })
  expect(readReview(board, new Y.Doc()).details).toMatchObject({
    title: '',
    status: 'draft',
    incidentDate: null,
    incidentLead: 'Ben',
  })
})
