import type { Block as TextBlock, EntryId, Inline, Marks, ParticipantId, Review, RichText } from '@second-story/meeting'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { markdownOf, treeOf } from './markdown.ts'
import { plainText } from '@second-story/meeting'

const options = { exportedAt: '2018-02-13T10:00:00.000Z', link: 'https://story.example/m/x' }

/** All that Markdown, GFM and HTML make something of, in any order and between any characters. */
const signs = '# ## * ** _ __ ` ``` ~ ~~ ~~~ | || - --- === + > 1. 1) :- ! [ ] ( ) \\ : $ " \' . a Z 7 ü 障 🙂 e\u0301'.split(' ')
const constructs =
  '<b> </script> <script>alert(1)</script> <?x?> <a@b.de> <https://a.de> &amp; &#35; &lt;b&gt; [x](y) ![i](j) [^1] www.a.de http://a.de/_x_ a@b.de |---|'.split(
    ' ',
  )
const blanks = [
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  '    ',
  '  \n',
  '\\\n',
  ' ',
  '\u00A0',
  '\u2028',
  '- [ ] ',
  '<!-- x -->',
  '[^1]: x',
  '[x]: y',
]
const unprintable = ['\0', '\x1B', '\uD800', '\u200B']
const pieces = fc.constantFrom(...signs, ...constructs, ...blanks, ...blanks, ...unprintable)
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.array(pieces, { maxLength: 10 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)

const marks: fc.Arbitrary<Marks> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      bold: fc.constant(true as const),
      italic: fc.constant(true as const),
      strike: fc.constant(true as const),
      code: fc.constant(true as const),
      link: fc.constantFrom('https://a.example/(x', 'https://a.example/|y', 'mailto:a@b.de', 'https://b.example/<z>'),
    },
    { requiredKeys: [] },
  ),
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: fc.constant('text' as const), text: hostile, marks }) },
  { weight: 1, arbitrary: fc.constant({ is: 'break' as const }) },
)
const { rich } = fc.letrec<{ block: TextBlock; rich: RichText }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: fc.record({ is: fc.constant('paragraph' as const), content: fc.array(inline, { maxLength: 4 }) }) },
    fc.record({
      is: fc.constant('code' as const),
      text: hostile,
      language: fc.oneof(fc.constant(null), fc.constant('ts'), hostile),
    }),
    fc.record({ is: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(tie('rich'), { maxLength: 3 }) }),
    fc.record({ is: fc.constant('quote' as const), content: tie('rich') }),
  ),
  rich: fc.array(tie('block'), { maxLength: 3 }),
}))

const entity = { by: 'ada' as ParticipantId, createdAt: '2018-02-12T09:00:00.000Z' }
const idOf = (id: string) => id as EntryId

/** A review in which every text and line is one of a few hostile ones, so that a failure shrinks to the one that matters. */
const reviews: fc.Arbitrary<Review> = fc
  .record({
    texts: fc.array(rich, { minLength: 1, maxLength: 4 }),
    lines: fc.array(hostile, { minLength: 1, maxLength: 4 }),
    flag: fc.boolean(),
  })
  .map(({ texts, lines, flag }) => {
    let used = 0
    const words = () => lines[used++ % lines.length] ?? ''
    const told = () => texts[used++ % texts.length] ?? []
    const recommendation = (id: string, state: 'idea' | 'action') => ({
      ...entity,
      id: idOf(id),
      text: told(),
      mergedInto: null,
      state,
      specific: words(),
      measurable: words(),
      actionable: '',
      reasonable: '',
      timeBound: words(),
      owner: words(),
      due: words(),
      link: flag ? `https://a.example/${words()}` : words(),
      progress: 'open' as const,
      votes: [],
      for: ['c1', 'l1', 'gone'],
    })
    const row = (id: string, at: string | null) => ({
      ...entity,
      id: idOf(id),
      at,
      until: null,
      precision: 'minute' as const,
      approximate: flag,
      mark: flag ? ('detected' as const) : null,
      kind: null,
      starred: false,
      order: null,
      text: told(),
      accounts: [{ id: idOf('a1'), by: entity.by, text: told() }],
      evidence: [{ id: 'v1', url: 'https://graphs.example/|7', title: words(), visibleAt: words(), visibleTo: words() }],
    })
    return {
      details: {
        title: words(),
        status: 'completed',
        incidentDate: '2018-02-10',
        began: null,
        ended: null,
        draftDue: null,
        meetingTime: null,
        workedOnIt: words(),
        affected: words(),
        incidentLead: words(),
        facilitator: words(),
        criteria: 'outage',
        zone: 'America/New_York',
        noRecommendations: flag,
      },
      sections: {
        background: told(),
        summary: told(),
        impact: told(),
        detection: told(),
        trigger: told(),
        resolution: told(),
        supporting: told(),
      },
      timeline: [row('r1', '2018-02-10T13:01:00-05:00'), row('r2', null)],
      durations: { toDetect: null, toMitigate: null, toResolve: null },
      questions: [
        { ...entity, id: idOf('q1'), text: told(), about: idOf('r1'), answered: false, answer: [], votes: [] },
        { ...entity, id: idOf('q2'), text: told(), about: null, answered: true, answer: told(), votes: [] },
      ],
      notes: [{ ...entity, id: idOf('n1'), text: told(), about: idOf('r2') }],
      causes: [
        {
          ...entity,
          id: idOf('c1'),
          text: told(),
          trueBefore: told(),
          contributesTo: ['outcome', 'c2'],
          supportedBy: ['r1', 'r2'],
          conflictsWith: ['r2'],
        },
        {
          ...entity,
          id: idOf('c2'),
          text: told(),
          trueBefore: [],
          contributesTo: ['c1'],
          supportedBy: [],
          conflictsWith: ['gone'],
        },
      ],
      lessons: [
        { ...entity, id: idOf('l1'), text: told(), kind: 'went-well' },
        { ...entity, id: idOf('l2'), text: told(), kind: 'got-lucky' },
      ],
      recommendations: [
        { ...recommendation('x1', 'action'), merged: [recommendation('x2', 'idea')] },
        { ...recommendation('x3', 'idea'), merged: [] },
      ],
      people: [{ id: entity.by, name: words(), role: 'participant', withIt: true }],
    }
  })

test('[I6] whatever people write, the Markdown of it reads back as the very tree that it was made from', () => {
  fc.assert(
    fc.property(reviews, (review) => {
      const markdown = markdownOf(review, options)
      const read = parse(markdown)
      expect(kindsIn(read)).not.toContain('html')
      expect(outline(read)).toEqual(outline(treeOf(review, options)))
    }),
    { numRuns: 100 },
  )
})

test('[I6] and each text stands, word for word, where it belongs', () => {
  fc.assert(
    fc.property(reviews, (review) => {
      const read = parse(markdownOf(review, options))
      const below = (title: string) => {
        const from = read.children.findIndex((node) => node.type === 'heading' && wordsIn(node) === title) + 1
        const to = read.children.findIndex(
          (node, index) => index >= from && (node.type === 'heading' || node.type === 'thematicBreak'),
        )
        return letters(read.children.slice(from, to).map(wordsIn).join(' '))
      }
      const or = (text: RichText) => letters(plainText(text)) || 'Notwrittenyet.'
      expect(below('Summary')).toBe(or(review.sections.summary))
      expect(below('Supporting information')).toBe(or(review.sections.supporting))
      expect(below('What went well')).toBe(or(review.lessons[0]?.text ?? []))
      // The mark stands behind the first paragraph of its row.
      for (const block of review.timeline[0]?.text ?? []) expect(below('Timeline')).toContain(letters(plainText([block])))
    }),
    { numRuns: 50 },
  )
})

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** The tree as nested lists of kinds and words. A break within a table is a blank, as a cell is one line; runs of blanks are one. */
function outline(node: Nodes, inTable = false): unknown {
  if (node.type === 'text') return shown(node.value)
  if (node.type === 'break' && inTable) return ' '
  if ('value' in node)
    return [node.type, node.type === 'inlineCode' ? shown(node.value) : node.value, 'lang' in node ? (node.lang ?? null) : null]
  // Any viewer makes a link of a bare address, whatever one does: the words stay the same.
  if (node.type === 'link' && isBareAddress(node.url, wordsIn(node))) return shown(wordsIn(node))
  const children: unknown[] = []
  for (const child of 'children' in node ? node.children : []) {
    const made = outline(child, inTable || node.type === 'table')
    const last = children.at(-1)
    if (typeof made === 'string' && typeof last === 'string') children[children.length - 1] = shown(last + made)
    else if (made !== '') children.push(made)
  }
  const trimmed =
    node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell' ? trimEnds(children) : children
  return [
    node.type,
    ...('depth' in node ? [node.depth] : []),
    ...('ordered' in node ? [node.ordered] : []),
    ...('url' in node ? [node.url] : []),
    ...trimmed,
  ]
}

function isBareAddress(url: string, words: string): boolean {
  return ['', 'http://', 'mailto:'].some((before) => url === before + words || decoded(url) === before + words)
}

function decoded(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

function trimEnds(children: unknown[]): unknown[] {
  return children
    .map((child, index) => {
      if (typeof child !== 'string') return child
      const start = index === 0 ? child.trimStart() : child
      return index === children.length - 1 ? start.trimEnd() : start
    })
    .filter((child) => child !== '')
}

function shown(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function kindsIn(node: Nodes): string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(kindsIn) : [])]
}

function wordsIn(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(wordsIn).join(' ') : ' '
}

/** All but white space; control characters and halves of characters are shown as what they are: nothing that can be read. */
function letters(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\s+/g, '')
      // oxlint-disable-next-line no-control-regex -- they are what is replaced
      .replace(/[\0-\x1F\x7F]/g, '\uFFFD')
  )
}
