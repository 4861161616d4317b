import { isBlank, type RichText } from '@second-story/meeting'
import type { RootContent } from 'mdast'
import { blocksOf, paragraph, plain } from './richText.ts'

export function heading(depth: 1 | 2 | 3, title: string): RootContent {
  return { type: 'heading', depth, children: [plain(title)] }
}

/** A section with what was written in it, or an honest word that nothing was. */
export function section(title: string, text: RichText): RootContent[] {
  return [heading(2, title), ...(isBlank(text) ? [notWritten()] : blocksOf(text))]
}

export function notWritten(): RootContent {
  return { type: 'paragraph', children: [{ type: 'emphasis', children: [plain('Not written yet.')] }] }
}

export function sentence(text: string): RootContent {
  return paragraph(plain(text))
}
