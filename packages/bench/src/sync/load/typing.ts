import * as Y from 'yjs'
import { clientFrame } from './websocketFrames.ts'

/** Somebody who types: one letter an edit, at the end of a paragraph of their own, as a real editor would send it. */
export interface Typist {
  readonly client: number
  /** The next letter's clock; all before were sent. */
  clock: number
}

/** Clocks of `firstWords`: a paragraph, a text, and a letter. */
export const firstClocks = 3

/** The paragraph that the client types into, with its first letter. */
export function firstWords(client: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('a')])
  doc.getXmlFragment('background').push([paragraph])
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** The next `count` letters, a frame each, in one piece. `prefix` stands before the message in each frame. */
export function encodeEdits(typist: Typist, count: number, prefix: Uint8Array): Buffer {
  const frames: Buffer[] = []
  for (let index = 0; index < count; index++) {
    const update = writeLetter(typist.client, typist.clock++)
    scratch.set(prefix, 0)
    scratch[prefix.length] = 0
    scratch[prefix.length + 1] = 2
    scratch[prefix.length + 2] = update.length // always below 128
    scratch.set(update, prefix.length + 3)
    frames.push(clientFrame(scratch.subarray(0, prefix.length + 3 + update.length)))
  }
  return frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames)
}

const scratch = Buffer.alloc(512)
const letterBytes = Buffer.alloc(64)

/** One client, one struct: the letter after the one before. */
function writeLetter(client: number, clock: number): Uint8Array {
  let at = 0
  const write = (number: number) => {
    let left = number
    while (left > 127) {
      letterBytes[at++] = (left % 128) | 128
      left = Math.floor(left / 128)
    }
    letterBytes[at++] = left
  }
  write(1)
  write(1)
  write(client)
  write(clock)
  letterBytes[at++] = 0x84 // a string that has a left neighbour
  write(client)
  write(clock - 1)
  write(1)
  write(letterOf(clock).charCodeAt(0))
  write(0)
  return letterBytes.subarray(0, at)
}

function letterOf(clock: number): string {
  return letters[clock % letters.length] ?? ' '
}

const letters = 'the quick brown fox jumps over the lazy dog '

/** A document in which each typist has written all that they sent. */
export function writtenBy(typists: readonly Typist[]): Y.Doc {
  const doc = new Y.Doc()
  for (const { client, clock } of typists) {
    const own = new Y.Doc()
    Y.applyUpdate(own, firstWords(client))
    own.clientID = client
    const paragraph = own.getXmlFragment('background').get(0)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined
    const typed = Array.from({ length: clock - firstClocks }, (_, index) => letterOf(firstClocks + index)).join('')
    if (text instanceof Y.XmlText && typed !== '') text.insert(1, typed)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(own))
    own.destroy()
  }
  return doc
}
