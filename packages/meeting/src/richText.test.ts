import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Block, fragmentOf, isBlank, plainText, readRichText, safeLink } from './richText.ts'

/** A fragment as it arrives on another replica. */
function received(build: (fragment: Y.XmlFragment) => void): Y.XmlFragment {
  const [sender, receiver] = [new Y.Doc(), new Y.Doc()]
  build(sender.getXmlFragment('summary'))
  Y.applyUpdate(receiver, Y.encodeStateAsUpdate(sender))
  return receiver.getXmlFragment('summary')
}

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

function words(text: string, marks: Record<string, object> = {}): Y.XmlText {
  const made = new Y.XmlText()
  made.insert(0, text, marks)
  return made
}

function paragraph(text: string): Block {
  return { is: 'paragraph', content: [{ is: 'text', text, marks: {} }] }
}

test('plain text comes back from a fragment line by line', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, ' '))), (lines) => {
      const map = new Y.Doc().getMap<unknown>('entry')
      map.set('text', fragmentOf(lines.join('\n')))
      expect(plainText(readRichText(map.get('text')))).toBe(lines.join('\n'))
    }),
  )
})

test('everything that the editor writes is read on another replica', () => {
  const fragment = received((it) =>
    it.insert(0, [
      element(
        'paragraph',
        words('bold', { bold: {} }),
        element('hardBreak'),
        words('link', { link: { href: 'https://a.example' } }),
      ),
      element('orderedList', element('listItem', element('paragraph', words('one')), element('bulletList', element('listItem')))),
      element('blockquote', element('paragraph', words('said'))),
      element('codeBlock', words('if (x) {\n}')),
    ]),
  )
  expect(readRichText(fragment)).toEqual([
    {
      is: 'paragraph',
      content: [
        { is: 'text', text: 'bold', marks: { bold: true } },
        { is: 'break' },
        { is: 'text', text: 'link', marks: { link: 'https://a.example' } },
      ],
    },
    { is: 'list', ordered: true, items: [[paragraph('one'), { is: 'list', ordered: false, items: [[]] }]] },
    { is: 'quote', content: [paragraph('said')] },
    { is: 'code', text: 'if (x) {\n}', language: null },
  ])
})

describe('[I6] words that no schema knows are not lost', () => {
  test('of unknown nodes', () => {
    const fragment = received((it) => it.insert(0, [element('callout', element('heading', words('Careful')))]))
    expect(readRichText(fragment)).toEqual([paragraph('Careful')])
  })

  test('of simpler types than a fragment', () => {
    const map = new Y.Doc().getMap<unknown>('entry')
    map.set('text', new Y.Text('one\ntwo'))
    map.set('xml', words('bold', { bold: {} }))
    expect(readRichText(map.get('text'))).toEqual([paragraph('one'), paragraph('two')])
    expect(readRichText('one\r\ntwo')).toEqual([paragraph('one'), paragraph('two')])
    expect(plainText(readRichText(map.get('xml')))).toBe('bold')
  })
})

test('[I3] a tree nested without end is cut, not followed', () => {
  // Level by level, as an attacker's many small updates would: at once it is too much for Yjs itself.
  const fragment = received((it) => {
    it.insert(0, [element('paragraph', words('here'))])
    let parent: Y.XmlFragment = it
    for (let depth = 0; depth < 1000; depth++) {
      const nested = new Y.XmlElement('blockquote')
      parent.insert(0, [nested])
      parent = nested
    }
    parent.insert(0, [words('deep')])
  })
  expect(plainText(readRichText(fragment)).trim()).toBe('here')
})

test('[I3] links lead to web and mail addresses only', () => {
  expect(['https://a.example/x', 'HTTP://a.example', 'mailto:ada@a.example'].map(safeLink)).not.toContain(null)
  for (const href of ['javascript:alert(1)', 'data:text/html,x', ' https://a.example', 'https://a b', '//a.example', 7, null]) {
    expect(safeLink(href)).toBeNull()
  }
})

test('blank is what says nothing', () => {
  expect([[], readRichText(''), readRichText(' \n\t')].map(isBlank)).toEqual([true, true, true])
  expect(isBlank(readRichText('.'))).toBe(false)
})
