import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { openDoor } from './testing/door.ts'
import { type Driver, openDriver, until } from './testing/driver.ts'

/** Found by packages/endurance's hostile run: each frame reached a part of the checks or of Yjs that none before it had. Base64. */
const corpus = (
  JSON.parse(readFileSync(new URL('./testing/hostileCorpus/frames.json', import.meta.url), 'utf8')) as string[]
).map((frame) => new Uint8Array(Buffer.from(frame, 'base64')))

let room: Driver | undefined
afterEach(async () => {
  await room?.close()
  room = undefined
})

test('[I3] [C4] [C10] every hostile frame ever kept is refused or harmless, alone and after the others', () => {
  const door = openDoor()
  for (const frame of corpus) {
    expect(door.take(frame)).not.toBe('not-applied')
    door.reset()
  }
  for (const frame of corpus) expect(door.take(frame)).not.toBe('not-applied')
})

test('[I3] a room that is sent all of them goes on, and honest people lose nothing', async () => {
  room = await openDriver()
  const witness = room.joinAs('witness')
  const other = room.joinAs('other')
  witness.says('unharmed')
  await until('both are in', () => other.text.toString() === 'unharmed')
  const own = witness.doc.clientID
  for (const frame of corpus) {
    const eve = await room.socketAs('eve')
    eve.send(frame)
    eve.socket.close()
    await eve.closed
  }
  witness.says('!')
  const newcomer = room.joinAs('newcomer')
  await until('a newcomer and the honest read the same', () => {
    const texts = [witness, other, newcomer].map(({ text }) => text.toString())
    return texts.every((text) => text === texts[0]) && newcomer.doc.store.clients.get(own)?.at(-1) !== undefined
  })
  for (const letter of 'unharmed!') expect(witness.text.toString()).toContain(letter)
  expect(room.events.filter((event) => event.is === 'rebuilt')).toEqual([])
})
