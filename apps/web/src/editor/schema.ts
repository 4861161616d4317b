import { mergeAttributes, type Extensions } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Italic } from '@tiptap/extension-italic'
import { Link } from '@tiptap/extension-link'
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { Text } from '@tiptap/extension-text'
import { safeLink } from '@second-story/meeting'

/** The nodes and marks that stand in shared documents (packages/meeting/src/richText.ts), and nothing else: an editor deletes what it doesn't know. */
export const schemaExtensions: Extensions = [
  Document,
  Text,
  Paragraph.extend({
    parseHTML: () => [
      { tag: 'p' },
      // A pasted table keeps its rows as lines.
      { tag: 'tr', getAttrs: (row) => (row.querySelector('p, div, li, pre, table') === null ? null : false) },
    ],
  }),
  BulletList,
  // Where to start counting, and in which numerals, is not part of the review.
  OrderedList.extend({ addAttributes: () => ({}) }),
  ListItem,
  ListKeymap,
  Blockquote,
  CodeBlock,
  HardBreak,
  Bold,
  Italic,
  Strike,
  Code,
  Link.extend({
    addAttributes: () => ({ href: { default: null } }),
    renderHTML({ HTMLAttributes }) {
      // What another client of the wire calls a link is shown as one only if it may be followed.
      const href = safeLink(HTMLAttributes['href'])
      return ['a', mergeAttributes(href === null ? {} : { href, target: '_blank', rel: 'noopener noreferrer' }), 0]
    },
  }).configure({
    // While editing a click places the caret; Ctrl or Cmd and a click follow the link (followLinks.ts).
    openOnClick: false,
    isAllowedUri: (address) => safeLink(address) !== null,
    // Not by domain: `deploy.sh` and `notes.md` are files to those who write here.
    shouldAutoLink: (address) => safeLink(address) !== null,
  }),
]
