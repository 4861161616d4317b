import {
  addCause,
  addLesson,
  addNote,
  addParkedIdea,
  addQuestion,
  addRecommendation,
  addTimelineEntry,
  boardCollection,
  boardSection,
  type EntryId,
  findEntity,
  parseTime,
  type ParticipantId,
  readReview,
  setDetail,
  setInIdSet,
} from '@second-story/meeting'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { exportReview } from './exportReview.ts'

const zone = 'America/Los_Angeles'
let made = 0
const entity = () => ({
  id: `e${++made}` as EntryId,
  by: 'ada' as ParticipantId,
  createdAt: new Date(Date.UTC(2018, 1, 12, 10, 0, made)).toISOString(),
})

function board(fill: (board: Y.Doc) => void): Y.Doc {
  const doc = new Y.Doc()
  setDetail(doc, 'title', 'Visual Guide: down? 100 %')
  setDetail(doc, 'incidentDate', '2018-02-10')
  setDetail(doc, 'zone', zone)
  fill(doc)
  return doc
}

function markdownOf(doc: Y.Doc): string {
  const exported = exportReview(readReview(doc, new Y.Doc()), 'md', {
    exportedAt: '2018-02-12T10:00:00.000Z',
    link: 'https://example.org/m/x',
  })
  if (exported === null) throw new Error('md is a format')
  return exported.body
}

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** All nodes of a kind, in order. */
function nodes(tree: Nodes, type: string): Nodes[] {
  return [
    ...(tree.type === type ? [tree] : []),
    ...('children' in tree ? tree.children.flatMap((child) => nodes(child, type)) : []),
  ]
}

function words(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(words).join('') : ''
}

function addRow(doc: Y.Doc, time: string, text: string, mark?: 'impact-start' | 'detected'): EntryId {
  const parsed = parseTime(time, { date: '2018-02-10', zone })
  const row = entity()
  addTimelineEntry(doc, row, { time: parsed.is === 'time' ? parsed.time : null, text, ...(mark && { mark }) })
  return row.id
}

test('a review is told in the order of the template, with the definition at its head', () => {
  const doc = board((it) => {
    boardSection(it, 'summary').insert(0, [paragraph('All instances stopped answering.')])
    const detected = addRow(it, 'about 15:20', 'Graham cannot open it', 'detected')
    addRow(it, '13:01', 'The last instance becomes unavailable', 'impact-start')
    addRow(it, '', 'Somebody restarts the proxy')
    const cause = entity()
    addCause(it, cause, { text: 'Alarms were never tested' })
    const map = findEntity(boardCollection(it, 'causes'), cause.id)
    if (map) setInIdSet(map, 'supportedBy', detected, true)
    addLesson(it, entity(), { kind: 'got-lucky', text: 'A colleague noticed before the launch' })
    addRecommendation(it, entity(), { text: 'Test the alarms' })
    addQuestion(it, entity(), { text: 'Who else noticed?', about: detected })
    addNote(it, entity(), { text: 'The status page was not linked' })
  })
  const markdown = markdownOf(doc)
  const inOrder = [
    '# Visual Guide: down? 100 %',
    '> Every person made the correct decision',
    '**Date:** 2018-02-10',
    '**Time to detect:** about 2 h 19 min',
    '**Time to resolve:** not known yet',
    '## Summary',
    'All instances stopped answering.',
    '## Impact',
    'Not written yet.',
    '## Root causes',
    'Alarms were never tested',
    'Seen in: 2018-02-10 about 15:20, Graham cannot open it',
    '## Trigger',
    '## Detection',
    '## Resolution',
    '## Recommendations and action items',
    '| Test the alarms',
    '### What went well',
    '### What went wrong',
    '### Where we got lucky',
    'A colleague noticed before the launch',
    '## Timeline',
    '2018-02-10 13:01 (UTC-08:00): The last instance becomes unavailable **Impact starts**',
    '2018-02-10 about 15:20 (UTC-08:00): Graham cannot open it **Detected**',
    'No time known: Somebody restarts the proxy',
    '## What we still don’t know',
    'Who else noticed? (about 2018-02-10 about 15:20)',
    '## Notes',
    '## Supporting information',
    'Not included: ideas that were parked',
  ]
  let from = 0
  for (const part of inOrder) {
    const at = markdown.indexOf(part, from)
    expect(at, `“${part}” in order in\n${markdown}`).toBeGreaterThanOrEqual(from)
    from = at
  }
})

test('an empty review says honestly what is not known', () => {
  const markdown = markdownOf(board(() => undefined))
  expect(markdown.match(/Not written yet/g)?.length).toBeGreaterThan(5)
  expect(markdown).not.toContain('undefined')
  expect(markdown).not.toContain('null')
})

test('no recommendations, and that is fine', () => {
  expect(markdownOf(board((doc) => setDetail(doc, 'noRecommendations', true)))).toContain('No recommendations, and that is fine')
})

test('an unknown format is refused, and the file name is safe', () => {
  const review = readReview(
    board(() => undefined),
    new Y.Doc(),
  )
  expect(exportReview(review, 'docx', { exportedAt: '' })).toBeNull()
  expect(exportReview(review, 'markdown', { exportedAt: '' })?.fileName).toBe('2018-02-10-visual-guide-down-100.md')
})

test('[I1] parked ideas are in no export', () => {
  const doc = board(() => undefined)
  addParkedIdea(new Y.Doc(), { id: 'secret' as EntryId, createdAt: '2018-02-12T10:00:00.000Z', text: 'zq-secret' })
  expect(markdownOf(doc)).not.toContain('zq-secret')
})

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '#',
        '*',
        '_',
        '`',
        '```',
        '|',
        '<b>',
        '</script>',
        '<script>',
        '- ',
        '1. ',
        '> ',
        '[x](y)',
        '![i](j)',
        '&amp;',
        '\\',
        '~~',
        '~',
        'www.a.de',
        'http://a.de/_x_',
        '---',
        '===',
        '    ',
        'a',
        ' ',
        '[^1]',
        ':',
        '$',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)

/** What of a text can be seen in Markdown: white space is folded, control characters are gone. */
function visible(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

test('whatever is written stays those words in that place, and becomes neither structure nor HTML', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (summary, row, recommendation, lesson) => {
      fc.pre([summary, row, recommendation, lesson].every((text) => visible(text) !== ''))
      const doc = board((it) => {
        boardSection(it, 'summary').insert(0, [paragraph(summary)])
        addRow(it, '13:01', row)
        addRecommendation(it, entity(), { text: recommendation })
        addLesson(it, entity(), { kind: 'went-well', text: lesson })
      })
      const tree = parse(markdownOf(doc))
      expect(nodes(tree, 'html')).toEqual([])
      expect(nodes(tree, 'heading').map(words)).toEqual(headings)
      const at = (title: string) =>
        tree.children[tree.children.findIndex((node) => node.type === 'heading' && words(node) === title) + 1]
      const said = (node: Nodes | undefined) => (node ? visible(words(node)) : '')
      expect(said(at('Summary'))).toBe(visible(summary))
      expect(said(at('What went well'))).toBe(visible(lesson))
      const timeline = tree.children[tree.children.findIndex((node) => node.type === 'heading' && words(node) === 'Timeline') + 2]
      expect(said(timeline)).toBe(visible(`2018-02-10 13:01 (UTC-08:00): ${visible(row)}`))
      const table = nodes(tree, 'table')[0]
      expect(table && 'children' in table ? table.children.length : 0).toBe(2)
      expect(said(table ? nodes(table, 'tableCell')[6] : undefined)).toBe(visible(recommendation))
    }),
    { numRuns: 300 },
  )
})

const headings = [
  'Visual Guide: down? 100 %',
  'Summary',
  'Impact',
  'Root causes',
  'Trigger',
  'Detection',
  'Resolution',
  'Recommendations and action items',
  'Lessons learned',
  'What went well',
  'What went wrong',
  'Where we got lucky',
  'Timeline',
  'What we still don’t know',
  'Supporting information',
]

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(text)])
  return element
}
