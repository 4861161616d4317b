import { type Block as TextBlock, type Inline, isBlank, plainText, type RichText } from '@second-story/meeting'
import type { PhrasingContent } from 'mdast'
import { addressOf, type Block, bulletList, clean, link, listItem, oneLine, text } from './nodes.ts'

/** Rich text as blocks of Markdown; empty paragraphs, items and quotations are left out, as Markdown has none. */
export function blocksOf(rich: RichText): Block[] {
  return rich.flatMap(blockOf)
}

/** All words of a rich text on one line, for where only a line fits: a table's cell, a mention of it elsewhere. */
export function lineOf(rich: RichText): string {
  return oneLine(plainText(rich)).trim()
}

function blockOf(block: TextBlock): Block[] {
  switch (block.is) {
    case 'paragraph': {
      const children = phrasingOf(block.content)
      return children.length === 0 ? [] : [{ type: 'paragraph', children }]
    }
    case 'list': {
      const items = block.items.filter((item) => !isBlank(item)).map(blocksOf)
      if (items.length === 0) return []
      return [block.ordered ? { ...bulletList([]), ordered: true, start: 1, children: items.map(listItem) } : bulletList(items)]
    }
    case 'quote': {
      const children = blocksOf(block.content)
      return children.length === 0 ? [] : [{ type: 'blockquote', children }]
    }
    case 'code': {
      if (block.text.trim() === '') return []
      // The word behind the fence is a language or nothing: anything else there isn't code's.
      const lang = block.language !== null && /^[\w+#.-]{1,40}$/.test(block.language) ? block.language : null
      return [{ type: 'code', lang, meta: null, value: clean(block.text) }]
    }
  }
}

/** The inlines of a paragraph; blanks at its ends go, and marks that lie on blanks alone. Empty where it says nothing. */
function phrasingOf(inlines: readonly Inline[]): PhrasingContent[] {
  const all = inlines.flatMap(linesOf)
  const first = all.findIndex(saysSomething)
  if (first < 0) return []
  const pieces = all.slice(first, all.findLastIndex(saysSomething) + 1)
  return groupBy(
    'link',
    pieces.map((piece, index) => trimmed(piece, index, pieces)),
  )
}

function saysSomething(inline: Inline): boolean {
  return inline.is === 'text' && oneLine(inline.text).trim() !== ''
}

/** A line end inside a text is a break as well. */
function linesOf(inline: Inline): Inline[] {
  if (inline.is === 'break') return [inline]
  return clean(inline.text)
    .split('\n')
    .flatMap((line, index): Inline[] => [...(index > 0 ? [{ is: 'break' } as const] : []), { ...inline, text: oneLine(line) }])
    .filter((it) => it.is === 'break' || it.text !== '')
}

/** Blanks beside a break or the end of the paragraph would be lost, and would need odd escapes to survive. */
function trimmed(piece: Inline, index: number, pieces: readonly Inline[]): Inline {
  if (piece.is === 'break') return piece
  const isEdge = (neighbour: Inline | undefined) => neighbour === undefined || neighbour.is === 'break'
  const start = isEdge(pieces[index - 1]) ? piece.text.trimStart() : piece.text
  return { ...piece, text: isEdge(pieces[index + 1]) ? start.trimEnd() : start }
}

type MarkName = 'link' | 'bold' | 'italic' | 'strike' | 'code'
const within = { link: 'bold', bold: 'italic', italic: 'strike', strike: 'code', code: null } as const

/** Neighbours with the same mark become one node, so that `**a****b**` never arises; marks nest in a fixed order, code innermost. */
function groupBy(mark: MarkName, pieces: readonly Inline[], isInLink = false): PhrasingContent[] {
  const nodes: PhrasingContent[] = []
  for (let start = 0; start < pieces.length;) {
    const value = markOf(pieces[start], mark)
    let end = start + 1
    while (end < pieces.length && markOf(pieces[end], mark) === value) end++
    const group = pieces.slice(start, end)
    const children = inner(mark, group, isInLink || (mark === 'link' && value !== undefined))
    nodes.push(...(value === undefined ? children : wrap(mark, value, children, group)))
    start = end
  }
  return nodes
}

function inner(mark: MarkName, pieces: readonly Inline[], isInLink: boolean): PhrasingContent[] {
  const next = within[mark]
  return next === null ? pieces.flatMap((piece) => leafOf(piece, isInLink)) : groupBy(next, pieces, isInLink)
}

function markOf(piece: Inline | undefined, mark: MarkName): string | true | undefined {
  if (piece?.is !== 'text' || piece.text.trim() === '') return undefined
  return piece.marks[mark]
}

function wrap(mark: MarkName, value: string | true, children: PhrasingContent[], pieces: readonly Inline[]): PhrasingContent[] {
  switch (mark) {
    case 'link': {
      const url = typeof value === 'string' ? addressOf(value) : null
      return url === null ? children : [{ type: 'link', url, title: null, children }]
    }
    case 'bold':
      return [{ type: 'strong', children }]
    case 'italic':
      return [{ type: 'emphasis', children }]
    case 'strike':
      return [{ type: 'delete', children }]
    case 'code':
      return [{ type: 'inlineCode', value: pieces.map((piece) => (piece.is === 'text' ? piece.text : '')).join('') }]
  }
}

function leafOf(piece: Inline, isInLink: boolean): PhrasingContent[] {
  if (piece.is === 'break') return [{ type: 'break' }]
  if (piece.text === '') return []
  return isInLink ? [text(piece.text)] : withAddresses(piece.text)
}

/** Web addresses in plain words become links to themselves: as words they would be escaped, `https\://`, and useless to copy. */
function withAddresses(value: string): PhrasingContent[] {
  return value.split(/(https?:\/\/[\w.~:/?#@!$&()*+,;=%-]*[\w/#=&-])/).flatMap((part, index): PhrasingContent[] => {
    if (part === '') return []
    return [index % 2 === 0 ? text(part) : link(part, part)]
  })
}
