import {
  addNote,
  addParkedIdea,
  boardCollection,
  boardSection,
  type EntryId,
  parseEntryId,
  plainText,
  readNotes,
  readParkedIdeas,
  readRichText,
} from '@second-story/meeting'
import * as Y from 'yjs'

/** Unique words, written where people write in a document, and read back through the domain's own readers. */

export type Kind = 'board' | 'agenda' | 'desk' | 'parked'

export function kindOf(document: string): Kind {
  return document.split('/')[1] as Kind
}

/** Writes words, each found by `wordsOf` and no two the same. One client's place in a document. */
export interface Pen {
  /** The next word, and beside it so many letters of which nobody keeps count. */
  write(filler?: number): string
  /** Deletes letters that were only filler; nothing if there are none. */
  erase(): void
}

/** `hand` tells this writer's words from all others: letters and digits. */
export function openPen(document: string, doc: Y.Doc, hand: string): Pen {
  let count = 0
  const filled: number[] = []
  let length = 0
  const kind = kindOf(document)
  const text = kind === 'board' ? paragraphOf(doc) : doc.getText('notes')

  return {
    write(filler = 0) {
      count += 1
      const word = `${hand}x${count}`
      const entity = { id: entryId(word), by: null, createdAt: new Date(count * 1000).toISOString() }
      if (kind === 'parked') addParkedIdea(doc, { ...entity, text: word })
      else if (kind === 'board' && count % 7 === 0) addNote(doc, entity, { text: word })
      else {
        const letters = `${word} ${'-'.repeat(filler)}`
        // A desk's text is everybody's: others may have written at its beginning meanwhile, so one's own places are not kept.
        text.insert(kind === 'board' ? length : text.length, letters)
        if (filler > 0 && kind === 'board') filled.push(length + word.length + 1)
        length += letters.length
      }
      return word
    },
    erase() {
      const at = filled.pop()
      if (at === undefined) return
      // The newest filler: nothing before it moves.
      text.delete(at, 1)
      length -= 1
    },
  }
}

function paragraphOf(board: Y.Doc): Y.XmlText {
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  board.transact(() => {
    paragraph.insert(0, [text])
    const background = boardSection(board, 'background')
    background.insert(background.length, [paragraph])
  })
  return text
}

/** Every word of a document, as often as it is there. */
export function wordsOf(document: string, doc: Y.Doc): string[] {
  return textOf(kindOf(document), doc).match(/[a-z0-9]+x\d+/g) ?? []
}

function textOf(kind: Kind, doc: Y.Doc): string {
  switch (kind) {
    case 'board':
      return [
        plainText(readRichText(boardSection(doc, 'background'))),
        ...readNotes(doc).map(({ text }) => plainText(readRichText(text))),
      ].join(' ')
    case 'desk':
      return doc.getText('notes').toString()
    case 'parked':
      return readParkedIdeas(doc)
        .map(({ text }) => plainText(readRichText(text)))
        .join(' ')
    case 'agenda':
      return '' // the server's own: compared by state alone
    default:
      return kind satisfies never
  }
}

/** Recommendations of a board by their ids, with the words in each. */
export function openedIdeas(board: Y.Doc): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [id, idea] of boardCollection(board, 'recommendations').entries()) {
    const text: unknown = idea instanceof Y.Map ? idea.get('text') : null
    found.set(id, plainText(readRichText(text)))
  }
  return found
}

function entryId(word: string): EntryId {
  const id = parseEntryId(word)
  if (id === null) throw new Error(`${word} is no id.`)
  return id
}
