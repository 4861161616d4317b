import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { updateFrame } from './testing/clientFrames.ts'
import { type Driver, openDriver } from './testing/driver.ts'
import { contents, handmade, item, sharedType, string } from './testing/handmadeUpdate.ts'

let room: Driver
afterEach(() => room.close())

const bold = (at: Parameters<typeof item>[0]) =>
  item(at, contents.format, (encoder) => {
    string('bold')(encoder)
    string('true')(encoder)
  })

const text = handmade([{ client: 6, clock: 0, structs: [item({ root: 'rich' }, contents.type, sharedType(6))] }])

/** Bold, and bold again, as two people make it who press the same button at once. */
const twiceBold = handmade([
  {
    client: 6,
    clock: 1,
    structs: [
      bold({ inside: Y.createID(6, 0) }),
      bold({ after: Y.createID(6, 1), before: null }),
      item({ after: Y.createID(6, 2), before: null }, contents.string, string('words')),
    ],
  },
])

test('[I4] [J2] the server tidies up nobody’s formatting: what it holds is what it was sent, and what is on disk', async () => {
  room = await openDriver()
  const eve = await room.socketAs('eve')
  eve.send(updateFrame(text))
  eve.send(updateFrame(twiceBold))
  await expect.poll(() => room.rooms.read('m/board', (doc) => Y.getState(doc.store, 6))).toBe(8)
  const deletions = (doc: Y.Doc) => Y.createDeleteSetFromStructStore(doc.store).clients.size
  expect(await room.rooms.read('m/board', deletions)).toBe(0)
})
