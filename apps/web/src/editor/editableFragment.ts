import { type Block, type Inline, type Marks, readRichText, type RichText, richTextMarks } from '@second-story/meeting'
import * as Y from 'yjs'

/**
 * Idea: the ProseMirror binding deletes from the shared document whatever does not fit its schema (y-prosemirror #39, #258, #275). Our own
 * editors never write such a thing, but other clients of the wire may. So before a fragment is bound to an editor it is judged by the same
 * grammar, and brought into the schema, with every word kept, where words would be lost.
 *
 *   doc, blockquote: block+     list: listItem+     listItem: paragraph block*     paragraph: (text | hardBreak)*     codeBlock: plain text
 */

/** Whether an editor bound to `fragment` would delete somebody's words. Wordless leftovers of concurrent edits do not count. */
export function wouldLoseWords(fragment: Y.XmlFragment): boolean {
  let loses = false
  const lose = (part: Y.XmlElement | Y.XmlText) => {
    loses ||= part instanceof Y.XmlText ? part.length > 0 : hasWords(part)
  }
  for (const child of fragment.toArray()) {
    // The binding throws on anything but an element here.
    if (!(child instanceof Y.XmlElement)) return true
    if (!fits(child, 1, lose) || !blocks.has(child.nodeName)) lose(child)
  }
  return loses
}

/** Rewrites `fragment`, in one transaction, so that it says the same within the schema. */
export function bringIntoSchema(fragment: Y.XmlFragment): void {
  const children = elementsOf(readRichText(fragment))
  const rewrite = () => {
    fragment.delete(0, fragment.length)
    fragment.insert(0, children)
  }
  if (fragment.doc) fragment.doc.transact(rewrite)
  else rewrite()
}

/** A fragment within the schema, not yet part of a document, that says `text`. */
export function fragmentFrom(text: RichText): Y.XmlFragment {
  const fragment = new Y.XmlFragment()
  fragment.insert(0, elementsOf(text))
  return fragment
}

const blocks = new Set(['paragraph', 'bulletList', 'orderedList', 'blockquote', 'codeBlock'])
const marks = new Set<string>(richTextMarks)
/** As deep as `readRichText` reads; ProseMirror would exhaust the stack on what a hostile client can nest. */
const maxDepth = 32

/** As ProseMirror checks it: from the leaves up, where what does not fit is as good as gone for its parent. */
function fits(element: Y.XmlElement, depth: number, lose: (part: Y.XmlElement | Y.XmlText) => void): boolean {
  if (depth > maxDepth) return false
  const names: string[] = []
  const children = element.toArray()
  for (const [index, child] of children.entries()) {
    if (child instanceof Y.XmlElement) {
      if (fits(child, depth + 1, lose)) names.push(child.nodeName)
      else lose(child)
    } else if (child instanceof Y.XmlText) {
      if (child.length === 0) continue
      // The binding adds a text of this client to the text before it; where that has just been added to another, the words go nowhere.
      if (isOwnText(child) && isOwnText(children[index - 1]) && children[index - 2] instanceof Y.XmlText) lose(child)
      if (isKnownText(child)) names.push(isPlainText(child) ? 'text' : 'markedText')
      else lose(child)
    }
  }
  return contentFits(element.nodeName, names)
}

function contentFits(name: string, children: readonly string[]): boolean {
  switch (name) {
    case 'paragraph':
      return children.every((child) => child === 'text' || child === 'markedText' || child === 'hardBreak')
    case 'bulletList':
    case 'orderedList':
      return children.length > 0 && children.every((child) => child === 'listItem')
    case 'listItem':
      return children[0] === 'paragraph' && children.every((child) => blocks.has(child))
    case 'blockquote':
      return children.length > 0 && children.every((child) => blocks.has(child))
    case 'codeBlock':
      return children.every((child) => child === 'text')
    case 'hardBreak':
      return children.length === 0
    default:
      return false
  }
}

function deltaOf(text: Y.XmlText): { insert?: unknown; attributes?: Record<string, unknown> }[] {
  return text.toDelta() as { insert?: unknown; attributes?: Record<string, unknown> }[]
}

function isOwnText(child: unknown): boolean {
  return child instanceof Y.XmlText && child._item?.id.client === child.doc?.clientID
}

function isKnownText(text: Y.XmlText): boolean {
  return deltaOf(text).every(
    ({ insert, attributes }) => typeof insert === 'string' && Object.keys(attributes ?? {}).every((name) => marks.has(name)),
  )
}

function isPlainText(text: Y.XmlText): boolean {
  return deltaOf(text).every(({ attributes }) => Object.keys(attributes ?? {}).length === 0)
}

function hasWords(element: Y.XmlElement): boolean {
  return element
    .toArray()
    .some((child) => (child instanceof Y.XmlElement ? hasWords(child) : child instanceof Y.XmlText && child.length > 0))
}

function elementsOf(text: RichText): Y.XmlElement[] {
  return text.flatMap((block) => elementOf(block) ?? [])
}

function elementOf(block: Block): Y.XmlElement | null {
  switch (block.is) {
    case 'paragraph':
      return element('paragraph', inlinesOf(block.content))
    case 'quote':
      return element('blockquote', orParagraph(elementsOf(block.content)))
    case 'code': {
      const code = element('codeBlock', block.text === '' ? [] : [new Y.XmlText(block.text)])
      if (block.language !== null) code.setAttribute('language', block.language)
      return code
    }
    case 'list': {
      if (block.items.length === 0) return null
      const items = block.items.map((item) => {
        const content = orParagraph(elementsOf(item))
        return element(
          'listItem',
          item[0]?.is === 'paragraph' || item.length === 0 ? content : [element('paragraph', []), ...content],
        )
      })
      return element(block.ordered ? 'orderedList' : 'bulletList', items)
    }
  }
}

function inlinesOf(content: readonly Inline[]): (Y.XmlElement | Y.XmlText)[] {
  const parts: (Y.XmlElement | Y.XmlText)[] = []
  let text: Y.XmlText | null = null
  let length = 0
  for (const inline of content) {
    if (inline.is === 'break') {
      parts.push(element('hardBreak', []))
      text = null
    } else {
      if (text === null) {
        text = new Y.XmlText()
        length = 0
        parts.push(text)
      }
      // Always with attributes: without any, Yjs would go on with the marks of the text before.
      text.insert(length, inline.text, attributesOf(inline.marks))
      length += inline.text.length
    }
  }
  return parts
}

function attributesOf({ link, ...others }: Marks): Record<string, object> {
  return {
    ...Object.fromEntries(Object.keys(others).map((name) => [name, {}])),
    ...(link !== undefined && { link: { href: link } }),
  }
}

function orParagraph(elements: Y.XmlElement[]): Y.XmlElement[] {
  return elements.length > 0 ? elements : [element('paragraph', [])]
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  if (children.length > 0) made.insert(0, children)
  return made
}
