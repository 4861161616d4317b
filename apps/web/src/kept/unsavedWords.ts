import {
  boardSection,
  collections,
  parkedIdeas,
  parseDocumentName,
  plainText,
  readParkedIdeas,
  readRichText,
  type Section,
  sections,
} from '@second-story/meeting'
import * as Y from 'yjs'
import type { UnsavedDocument } from '../connection/liveMeeting.ts'
import { boardAsText, item, part } from './boardAsText.ts'

/**
 * What somebody wrote that the server does not have, as text: the entries and paragraphs that hold words of theirs from a clock on, each as a
 * whole, since half a sentence helps nobody. Empty where the changes have no words: deletions, moves, marks.
 */
export function unsavedWords(documents: readonly Pick<UnsavedDocument, 'name' | 'doc' | 'from'>[]): string {
  return documents
    .map((document) => wordsOf(document))
    .filter((text) => text !== '')
    .join('\n\n')
}

/** All words of these documents: for whoever would rather have too much. */
export function allWords(documents: readonly { readonly name: string; readonly doc: Y.Doc }[]): string {
  return documents
    .map(({ name, doc }) => wordsIn(name, doc, () => true))
    .filter((text) => text !== '')
    .join('\n\n')
}

/** Compared by identity alone. */
type Shared = object

/** Whether what stands under this key of a root, or as this child of it, is wanted. */
type IsTouched = (root: string, part: string | Shared) => boolean

function wordsOf({ name, doc, from }: Pick<UnsavedDocument, 'name' | 'doc' | 'from'>): string {
  nameRoots(name, doc)
  const touched = findTouched(doc, from)
  return touched.size === 0 ? '' : wordsIn(name, doc, (root, key) => touched.get(root)?.has(key) ?? false)
}

function wordsIn(name: string, doc: Y.Doc, isTouched: IsTouched): string {
  switch (parseDocumentName(name)?.is) {
    case 'board':
      return boardWords(doc, isTouched)
    case 'parked':
      return part(
        'My parked ideas (private)',
        readParkedIdeas(doc)
          .filter(({ id }) => isTouched('ideas', id))
          .map(({ text }) => item(plainText(readRichText(text)).trim())),
      )
    case 'desk': {
      // One text without paragraphs: half of it would be torn out of nothing.
      const notes = doc.getText('notes')
      return isTouched('notes', notes) ? part('My private notes', [notes.toJSON().trim()]) : ''
    }
    case 'agenda':
    case undefined:
      return ''
  }
}

function boardWords(board: Y.Doc, isTouched: IsTouched): string {
  const details = [...board.getMap('details').entries()].flatMap(([key, value]) =>
    isTouched('details', key) && typeof value === 'string' && key !== 'title' ? `- ${key}: ${value}` : [],
  )
  const text = boardAsText(
    board,
    (collection, id) => isTouched(collection, id),
    (section) => sectionWords(board, section, isTouched),
  )
  const withDetails = [text.trim(), part('Details', details)].filter((each) => each !== '').join('\n\n')
  // The title alone is a heading of nothing, unless it is what was changed.
  return withDetails.includes('\n') || isTouched('details', 'title') ? withDetails : ''
}

function sectionWords(board: Y.Doc, section: Section, isTouched: IsTouched): string {
  // A block read on its own needs a fragment around it.
  const fragment = new Y.Doc().getXmlFragment('blocks')
  const blocks = boardSection(board, section)
    .toArray()
    .filter((block) => isTouched(section, block))
    .map((block) => block.clone() as Y.XmlElement)
  fragment.push(blocks)
  return plainText(readRichText(fragment)).trim()
}

/** A document that was only loaded doesn't know yet what its roots are, and replaces them when it learns it. */
function nameRoots(name: string, doc: Y.Doc): void {
  const kind = parseDocumentName(name)?.is
  if (kind === 'board') {
    for (const collection of [...collections, 'details']) doc.getMap(collection)
    for (const section of sections) boardSection(doc, section)
  } else if (kind === 'parked') {
    parkedIdeas(doc)
  } else if (kind === 'desk') {
    doc.getText('notes')
  }
}

/** By root: keys of its map, or children of its fragment, that hold something from these clocks on which is still there. */
function findTouched(doc: Y.Doc, from: ReadonlyMap<number, number>): Map<string, Set<string | Shared>> {
  const touched = new Map<string, Set<string | Shared>>()
  for (const [client, clock] of from) {
    for (const struct of doc.store.clients.get(client) ?? []) {
      if (!(struct instanceof Y.Item) || struct.deleted || struct.id.clock + struct.length <= clock) continue
      const place = placeOf(struct)
      if (place === null) continue
      const parts = touched.get(place.root) ?? new Set()
      touched.set(place.root, parts.add(place.part))
    }
  }
  return touched
}

function placeOf(struct: Y.Item): { root: string; part: string | Shared } | null {
  let item = struct
  for (;;) {
    const parent = item.parent
    if (!(parent instanceof Y.AbstractType)) return null
    if (parent._item !== null) {
      item = parent._item
      continue
    }
    const root = Y.findRootTypeKey(parent)
    if (item.parentSub !== null) return { root, part: item.parentSub }
    // A block of a section; of a text without blocks, the text.
    return { root, part: item.content instanceof Y.ContentType ? item.content.type : parent }
  }
}
