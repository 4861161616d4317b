import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { encodeEdits, firstClocks, firstWords, type Typist, writtenBy } from './typing.ts'
import { readHeader } from './websocketFrames.ts'

/** The messages in frames of a client. */
function messagesIn(frames: Buffer): Uint8Array[] {
  const header = { opcode: 0, from: 0, to: 0 }
  const messages: Uint8Array[] = []
  for (let at = 0; readHeader(frames, at, header);) {
    const mask = frames.subarray(header.from, header.from + 4)
    const masked = frames.subarray(header.from + 4, header.to + 4)
    messages.push(masked.map((byte, index) => byte ^ (mask[index & 3] ?? 0)))
    at = header.to + 4
  }
  return messages
}

test('edits made by hand are what an editor sends: Yjs writes the same text from them', () => {
  const typist: Typist = { client: 4_000_000_001, clock: firstClocks }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, firstWords(typist.client))
  // Beyond where clocks need a third byte.
  for (const message of messagesIn(encodeEdits(typist, 17_000, new Uint8Array([9])))) {
    expect([...message.subarray(0, 4)]).toEqual([9, 0, 2, message.length - 4])
    Y.applyUpdate(doc, message.subarray(4))
  }
  expect(typist.clock).toBe(firstClocks + 17_000)
  expect(doc.getXmlFragment('background').toJSON()).toMatch(/^<paragraph>a[a-z ]{17000}<\/paragraph>$/)
  expect(doc.getXmlFragment('background').toJSON()).toBe(writtenBy([typist]).getXmlFragment('background').toJSON())
})
