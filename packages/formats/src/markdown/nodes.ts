import { safeLink } from '@second-story/meeting'
import type {
  BlockContent,
  Blockquote,
  DefinitionContent,
  Heading,
  Link,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Strong,
  Text,
} from 'mdast'

/**
 * The few kinds of node that an export is made of. Every string that people wrote becomes a text node here, and only the serialiser
 * turns trees into characters: nothing that looks like Markdown can turn into structure, and no HTML node exists.
 */
export type Block = BlockContent | DefinitionContent

export function text(value: string): Text {
  return { type: 'text', value: oneLine(value) }
}

export function strong(value: string): Strong {
  return { type: 'strong', children: [text(value)] }
}

/** Words or nodes in a row; words become text. */
export function paragraph(...content: (string | PhrasingContent)[]): Paragraph {
  return { type: 'paragraph', children: content.map((it) => (typeof it === 'string' ? text(it) : it)) }
}

/** Blocks behind a label: a paragraph goes on in its line, anything else stands below it. */
export function labelled(label: string, blocks: readonly Block[], behind: readonly PhrasingContent[] = []): Block[] {
  const [first, ...rest] = blocks
  return first?.type === 'paragraph'
    ? [paragraph(label, text(' '), ...first.children, ...behind), ...rest]
    : [paragraph(label, ...behind), ...blocks]
}

export function heading(depth: 1 | 2 | 3, value: string): Heading {
  return { type: 'heading', depth, children: [text(value)] }
}

export function bulletList(items: readonly (readonly Block[])[]): List {
  return { type: 'list', ordered: false, spread: false, children: items.map(listItem) }
}

export function listItem(content: readonly Block[]): ListItem {
  return { type: 'listItem', spread: false, children: [...content] }
}

export function quote(...content: Block[]): Blockquote {
  return { type: 'blockquote', children: content }
}

/** A link, or only its words where the address is none that one may follow. */
export function link(url: string, words: string): Link | Text {
  const address = addressOf(url)
  return address === null ? text(words) : { type: 'link', url: address, title: null, children: [text(words)] }
}

/** The address of a link as it may stand in any place of any document: what isn't allowed in a URI (RFC 3986) is percent-encoded. */
export function addressOf(url: string): string | null {
  return (
    safeLink(url)
      ?.toWellFormed()
      .replace(/[^\w.~:/?#[\]@!$&'()*+,;=%-]/gu, encodeURIComponent) ?? null
  )
}

/** What Markdown cannot hold within a line: line ends, tabs, control characters and halves of characters. */
export function oneLine(value: string): string {
  return clean(value).replace(/\s+/g, ' ')
}

/** The same for code, where lines and blanks count. */
export function clean(value: string): string {
  const lines = value.toWellFormed().replace(/\r\n?/g, '\n')
  // oxlint-disable-next-line no-control-regex -- they are what is replaced
  return lines.replace(/[\0-\x08\x0E-\x1F\x7F]/g, '\uFFFD')
}

/** What stands where nobody has written yet: a section that is missing would look as if there were nothing to say. */
export const notWrittenYet = 'Not written yet.'
