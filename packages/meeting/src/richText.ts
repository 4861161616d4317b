import * as Y from 'yjs'

/**
 * Rich text as plain values. On the wire it is the tree that the editor's ProseMirror schema binds to (Y.XmlFragment); these are the
 * nodes and marks of that schema. Changing them is a breaking change: an editor deletes what it doesn't know.
 */
export type RichText = readonly Block[]

export type Block =
  | { readonly is: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly RichText[] }
  | { readonly is: 'quote'; readonly content: RichText }
  | { readonly is: 'code'; readonly text: string; readonly language: string | null }

export type Inline = { readonly is: 'text'; readonly text: string; readonly marks: Marks } | { readonly is: 'break' }

export interface Marks {
  readonly bold?: true
  readonly italic?: true
  readonly strike?: true
  readonly code?: true
  /** An http, https or mailto address. */
  readonly link?: string
}

export const richTextNodes = [
  'paragraph',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'codeBlock',
  'hardBreak',
] as const
export const richTextMarks = ['bold', 'italic', 'strike', 'code', 'link'] as const

/** What may stand where the board expects text: our editors write a fragment, other clients of the wire may write the simpler ones. */
export type TextValue = Y.XmlFragment | Y.Text | string

export function isTextValue(value: unknown): value is TextValue {
  // Y.XmlText is a Y.Text, Y.XmlElement a Y.XmlFragment: both are read as what they are.
  return typeof value === 'string' || value instanceof Y.XmlFragment || value instanceof Y.Text
}

/** Any value as rich text: unknown nodes give their words as paragraphs, anything else is empty. Never throws. */
export function readRichText(value: unknown): RichText {
  if (typeof value === 'string') return paragraphs(value)
  if (value instanceof Y.XmlFragment) return readBlocks(value, 0)
  // Its toString() would say the marks as tags.
  if (value instanceof Y.XmlText) return [{ is: 'paragraph', content: readInlines(value) }]
  if (value instanceof Y.Text) return paragraphs(value.toString())
  return []
}

/** The words alone, one line a paragraph. */
export function plainText(text: RichText): string {
  return text.map(plainBlock).join('\n')
}

export function isBlank(text: RichText): boolean {
  return plainText(text).trim() === ''
}

/** A fragment, not yet part of a document, that says `text`: one paragraph a line. */
export function fragmentOf(text: string): Y.XmlFragment {
  const fragment = new Y.XmlFragment()
  fragment.insert(
    0,
    text.split(/\r\n?|\n/).map((line) => {
      const paragraph = new Y.XmlElement('paragraph')
      if (line !== '') paragraph.insert(0, [new Y.XmlText(line)])
      return paragraph
    }),
  )
  return fragment
}

/** Only addresses that a link may safely lead to. */
export function safeLink(href: unknown): string | null {
  return typeof href === 'string' && /^(https?:\/\/|mailto:)\S+$/i.test(href) ? href : null
}

/** Deeper nesting than any editor makes is cut, so that no document can exhaust the stack of who reads it. */
const maxDepth = 32

function readBlocks(parent: Y.XmlFragment, depth: number): Block[] {
  if (depth > maxDepth) return []
  const blocks: Block[] = []
  let loose: Inline[] = []
  const endLoose = () => {
    if (loose.length > 0) blocks.push({ is: 'paragraph', content: loose })
    loose = []
  }
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      loose.push(...readInlines(child))
    } else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') {
      loose.push({ is: 'break' })
    } else if (child instanceof Y.XmlElement) {
      endLoose()
      blocks.push(...readBlock(child, depth))
    }
  }
  endLoose()
  return blocks
}

function readBlock(element: Y.XmlElement, depth: number): Block[] {
  switch (element.nodeName) {
    case 'paragraph': {
      const content = readBlocks(element, depth + 1).flatMap((block) => (block.is === 'paragraph' ? block.content : []))
      return [{ is: 'paragraph', content }]
    }
    case 'bulletList':
    case 'orderedList': {
      const items = element.toArray().flatMap((item) => (item instanceof Y.XmlElement ? [readBlocks(item, depth + 1)] : []))
      return [{ is: 'list', ordered: element.nodeName === 'orderedList', items }]
    }
    case 'blockquote':
      return [{ is: 'quote', content: readBlocks(element, depth + 1) }]
    case 'codeBlock': {
      const language: unknown = element.getAttribute('language')
      const text = element
        .toArray()
        .map((child) => (child instanceof Y.XmlText ? plainOf(child) : ''))
        .join('')
      return [{ is: 'code', text, language: typeof language === 'string' && language !== '' ? language : null }]
    }
    default:
      return readBlocks(element, depth + 1)
  }
}

function readInlines(text: Y.XmlText): Inline[] {
  const inlines: Inline[] = []
  for (const part of text.toDelta() as { insert?: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof part.insert === 'string' && part.insert !== '') {
      inlines.push({ is: 'text', text: part.insert, marks: readMarks(part.attributes ?? {}) })
    }
  }
  return inlines
}

function readMarks(attributes: Record<string, unknown>): Marks {
  const link = attributes['link']
  const href = typeof link === 'object' && link !== null && 'href' in link ? safeLink(link.href) : null
  return {
    ...(isOn(attributes['bold']) && { bold: true }),
    ...(isOn(attributes['italic']) && { italic: true }),
    ...(isOn(attributes['strike']) && { strike: true }),
    ...(isOn(attributes['code']) && { code: true }),
    ...(href !== null && { link: href }),
  }
}

function isOn(attribute: unknown): boolean {
  return attribute !== undefined && attribute !== null && attribute !== false
}

function plainOf(text: Y.XmlText): string {
  return readInlines(text)
    .map((inline) => (inline.is === 'text' ? inline.text : '\n'))
    .join('')
}

function plainBlock(block: Block): string {
  switch (block.is) {
    case 'paragraph':
      return block.content.map((inline) => (inline.is === 'text' ? inline.text : '\n')).join('')
    case 'list':
      return block.items.map(plainText).join('\n')
    case 'quote':
      return plainText(block.content)
    case 'code':
      return block.text
  }
}

function paragraphs(text: string): Block[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => ({ is: 'paragraph', content: line === '' ? [] : [{ is: 'text', text: line, marks: {} }] }))
}
