import type { Block, Inline, RichText } from '@second-story/meeting'
import type { BlockContent, DefinitionContent, ListItem, Paragraph, PhrasingContent } from 'mdast'

/** Rich text as Markdown's own tree. Words go in as text nodes, so the serialiser escapes whatever looks like Markdown. */
export function blocksOf(text: RichText): BlockContent[] {
  return text.flatMap(blockOf)
}

/** The same in one line, for table cells and list lines: blocks are joined by spaces, code stays code. */
export function lineOf(text: RichText): PhrasingContent[] {
  const parts = text.map(lineOfBlock).filter((part) => part.length > 0)
  return parts.flatMap((part, index) => (index === 0 ? part : [plain(' '), ...part]))
}

export function plain(value: string): PhrasingContent {
  return { type: 'text', value: singleLine(value) }
}

export function strong(value: string): PhrasingContent {
  return { type: 'strong', children: [plain(value)] }
}

export function paragraph(...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children }
}

export function item(children: PhrasingContent[], more: (BlockContent | DefinitionContent)[] = []): ListItem {
  return { type: 'listItem', spread: false, children: [paragraph(...children), ...more] }
}

function blockOf(block: Block): BlockContent[] {
  switch (block.is) {
    case 'paragraph': {
      const children = phrasing(block.content)
      return children.length === 0 ? [] : [{ type: 'paragraph', children }]
    }
    case 'list': {
      const children = block.items.flatMap((entry): ListItem[] => {
        const blocks = blocksOf(entry)
        return blocks.length === 0 ? [] : [{ type: 'listItem', spread: false, children: blocks }]
      })
      return children.length === 0 ? [] : [{ type: 'list', ordered: block.ordered, spread: false, children }]
    }
    case 'quote': {
      const children = blocksOf(block.content)
      return children.length === 0 ? [] : [{ type: 'blockquote', children }]
    }
    case 'code':
      // A language with a space or a backtick would end the fence's first line early.
      return [
        {
          type: 'code',
          lang: block.language !== null && /^[\w+#.-]+$/.test(block.language) ? block.language : null,
          value: block.text,
        },
      ]
  }
}

function lineOfBlock(block: Block): PhrasingContent[] {
  switch (block.is) {
    case 'paragraph':
      return phrasing(block.content).map((node) => (node.type === 'break' ? plain(' ') : node))
    case 'list':
      return block.items.flatMap((entry, index) => [...(index === 0 ? [] : [plain('; ')]), ...lineOf(entry)])
    case 'quote':
      return lineOf(block.content)
    case 'code':
      return block.text.trim() === '' ? [] : [{ type: 'inlineCode', value: singleLine(block.text) }]
  }
}

function phrasing(content: readonly Inline[]): PhrasingContent[] {
  const nodes = content.flatMap((inline): PhrasingContent[] => {
    if (inline.is === 'break') return [{ type: 'break' }]
    return inline.text === '' ? [] : [marked(inline)]
  })
  // A break at either end says nothing, and Markdown would show a backslash.
  while (nodes[0]?.type === 'break') nodes.shift()
  while (nodes.at(-1)?.type === 'break') nodes.pop()
  return nodes
}

function marked({ text, marks }: Inline & { is: 'text' }): PhrasingContent {
  const value = singleLine(text)
  // Code can't be empty, and emphasis around nothing but white space is none.
  const isBlank = value.trim() === ''
  let node: PhrasingContent = marks.code && !isBlank ? { type: 'inlineCode', value } : { type: 'text', value }
  if (isBlank) return node
  if (marks.strike) node = { type: 'delete', children: [node] }
  if (marks.italic) node = { type: 'emphasis', children: [node] }
  if (marks.bold) node = { type: 'strong', children: [node] }
  if (marks.link !== undefined) node = { type: 'link', url: marks.link, children: [node] }
  return node
}

/** Markdown gives line ends inside a paragraph no meaning; control characters have no place in a document. */
function singleLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
}
