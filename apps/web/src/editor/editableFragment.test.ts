import { type Block, type Inline, plainText, readRichText, type RichText } from '@second-story/meeting'
import { getSchema } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { bringIntoSchema, fragmentFrom, wouldLoseWords } from './editableFragment.ts'
import { schemaExtensions } from './schema.ts'

const schema = getSchema(schemaExtensions)

test('a fragment made from a text says the same, and fits the editor', () => {
  fc.assert(
    fc.property(richText, (text) => {
      const fragment = shared(fragmentFrom(text))
      expect(readRichText(fragment)).toEqual(text)
      expect(wouldLoseWords(fragment)).toBe(false)
      expect(boundWords(fragment)).toBe(words(fragment))
    }),
  )
})

test('[I6] whatever other clients have written, its words survive the editor', () => {
  fc.assert(
    fc.property(fc.array(foreignTree, { maxLength: 4 }), (trees) => {
      const fragment = shared(new Y.XmlFragment())
      fragment.insert(0, trees.map(grow))
      const before = words(fragment)
      if (wouldLoseWords(fragment)) bringIntoSchema(fragment)
      expect(boundWords(fragment)).toBe(before)
      expect(words(fragment)).toBe(before)
    }),
    { numRuns: 300 },
  )
})

test('[I6] three texts side by side, which the binding would make two of, keep their words', () => {
  const fragment = shared(new Y.XmlFragment())
  fragment.insert(0, [grow({ name: 'paragraph', children: ['aa', 'bb', 'cc'] })])
  expect(wouldLoseWords(fragment)).toBe(true)
  bringIntoSchema(fragment)
  expect(wouldLoseWords(fragment)).toBe(false)
  expect(boundWords(fragment)).toBe('aabbcc')
})

test('a fragment that fits is left as it is, and so are wordless leftovers', () => {
  const fragment = shared(fragmentFrom([{ is: 'paragraph', content: [{ is: 'text', text: 'Kept', marks: {} }] }]))
  fragment.push([new Y.XmlElement('bulletList')])
  expect(wouldLoseWords(fragment)).toBe(false)
})

test('[I3] nesting without end is not given to the editor', () => {
  const fragment = shared(new Y.XmlFragment())
  let parent: Y.XmlFragment = fragment
  for (let depth = 0; depth < 200; depth++) {
    const quote = new Y.XmlElement('blockquote')
    parent.insert(0, [quote])
    parent = quote
  }
  parent.insert(0, [grow({ name: 'paragraph', children: ['deep'] })])
  expect(wouldLoseWords(fragment)).toBe(true)
})

function shared(fragment: Y.XmlFragment): Y.XmlFragment {
  new Y.Doc().getMap('texts').set('text', fragment)
  return fragment
}

function words(fragment: Y.XmlFragment): string {
  return plainText(readRichText(fragment)).replaceAll(/\s/g, '')
}

/** Does what the binding does when an editor opens, which deletes what doesn't fit, and reads what the editor then shows. */
function boundWords(fragment: Y.XmlFragment): string {
  const empty = schema.topNodeType.createAndFill()
  if (empty === null) throw new Error('An empty document is a document.')
  const content = yXmlFragmentToProseMirrorRootNode(fragment, schema).content
  const { doc } = new Transform(empty).replace(0, empty.content.size, new Slice(content, 0, 0))
  doc.check()
  return doc.textContent.replaceAll(/\s/g, '')
}

type Tree = string | { name: string; children: Tree[] }

function grow(tree: Tree): Y.XmlElement | Y.XmlText {
  if (typeof tree === 'string') {
    const text = new Y.XmlText()
    // A mark of another editor.
    text.insert(0, tree, tree.length % 2 === 0 ? {} : { underline: {} })
    return text
  }
  const element = new Y.XmlElement(tree.name)
  element.insert(0, tree.children.map(grow))
  return element
}

const names = ['paragraph', 'bulletList', 'listItem', 'blockquote', 'codeBlock', 'hardBreak', 'heading', 'table']
const { foreignTree } = fc.letrec<{ foreignTree: Tree }>((tie) => ({
  foreignTree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.record({ name: fc.constantFrom(...names), children: fc.array(tie('foreignTree'), { maxLength: 3 }) }),
  ),
}))

const marks = fc.oneof(
  fc.constant({}),
  fc.constantFrom({ bold: true } as const, { italic: true, strike: true } as const, { code: true } as const),
  fc.constant({ link: 'https://example.org/' }),
)
// Neighbours of the same marks would be read as one.
const paragraph: fc.Arbitrary<Block> = fc
  .array(fc.oneof(fc.constant<Inline>({ is: 'break' }), fc.tuple(fc.stringMatching(/^[a-z ]{1,9}$/), marks)), { maxLength: 4 })
  .map((parts) =>
    parts
      .map((part): Inline => (Array.isArray(part) ? { is: 'text', text: part[0], marks: part[1] } : part))
      .filter((inline, index, all) => {
        const before = all[index - 1]
        return inline.is === 'break' || before?.is !== 'text' || JSON.stringify(before.marks) !== JSON.stringify(inline.marks)
      }),
  )
  .map((content) => ({ is: 'paragraph', content: joined(content) }))

function joined(content: Inline[]): Inline[] {
  return content.reduce<Inline[]>((all, inline) => {
    const last = all.at(-1)
    const continues = inline.is === 'text' && last?.is === 'text' && JSON.stringify(last.marks) === JSON.stringify(inline.marks)
    return continues ? all : [...all, inline]
  }, [])
}

const { block } = fc.letrec<{ block: Block; item: RichText }>((tie) => ({
  item: fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 2 })).map(([first, others]) => [first, ...others]),
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    paragraph,
    fc.record({
      is: fc.constant('code' as const),
      text: fc.stringMatching(/^[a-z\n]{0,9}$/),
      language: fc.constantFrom(null, 'sh'),
    }),
    fc.record({
      is: fc.constant('list' as const),
      ordered: fc.boolean(),
      items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ is: fc.constant('quote' as const), content: fc.array(tie('block'), { minLength: 1, maxLength: 2 }) }),
  ),
}))
const richText = fc.array(block, { maxLength: 4 })
