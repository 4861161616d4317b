import * as Y from 'yjs'
import type { BenchServer } from '../servers/server.ts'
import { openSocket, type RawSocket } from './socket.ts'
import { endOfVarUint, readStructs, readVarUint } from './structs.ts'
import { type Tally, unlessFault } from './tally.ts'
import { encodeEdits, firstClocks, firstWords, type Typist, writtenBy } from './typing.ts'
import { clientFrame } from './websocketFrames.ts'
import { awarenessMessage, step1Message, step2Message, updateMessage } from './wire.ts'

export interface Writer extends Typist {
  /** Sends so many letters, in one write. */
  type(count: number): void
}

/** People in one document, some of whom type. Everything each of them is sent is counted. */
export interface Room {
  readonly writers: readonly Writer[]
  /** Told whenever one more edit of a writer has reached everybody. */
  onComplete: ((writer: Writer) => void) | null
  /** What the first `clocks` of a writer have reached: the most that anybody has seen of each writer. */
  seen(): ReadonlyMap<number, number>
  /** When the letter was sent; only of the last few thousand. */
  sentAt(writer: Typist, clock: number): number
  /** Throws unless a sampled person's document is what the writers wrote. */
  check(): void
  close(): Promise<void>
}

interface Person {
  readonly socket: RawSocket
  /** Per writer: the clock up to which this person has everything. */
  readonly have: Uint32Array
  readonly writes: number
  readonly synced: Promise<void>
  readonly onSynced: () => void
}

/** Letters of one writer that may be on their way at once. */
const ring = 16_384

/**
 * Opens the document `index` of the server for so many people, of whom the first `writers` type. Resolves once all are there and
 * each writer has begun a paragraph; `allDelivered` tells when everybody has seen it.
 */
export async function openRoom(
  server: BenchServer,
  index: number,
  {
    people,
    writers,
    carets = false,
    tally,
    sample,
  }: { people: number; writers: number; carets?: boolean; tally: Tally; sample: boolean },
): Promise<Room> {
  const document = server.document(index)
  const prefix = server.wire.wrap(document, new Uint8Array())
  const frame = (message: Uint8Array) => clientFrame(server.wire.wrap(document, message))
  const recorded: Uint8Array[] = []
  const sampled = sample ? people - 1 : -1
  const others = people - 1
  const writerAt = new Map<number, number>()
  const sent: { readonly at: Float64Array; readonly left: Uint16Array }[] = []
  const room: { onComplete: Room['onComplete'] } = { onComplete: null }

  const all = Array.from({ length: writers }, (_, each): Writer => {
    const client = 1_000_000_000 + index * 1000 + each
    writerAt.set(client, each)
    sent.push({ at: new Float64Array(ring), left: new Uint16Array(ring) })
    const writer: Writer = {
      client,
      clock: 0,
      type(count) {
        expect(writer, each, count)
        const edits = encodeEdits(writer, count, prefix)
        persons[each]?.socket.write(carets ? Buffer.concat([edits, frame(caretMessage(writer))]) : edits)
      },
    }
    return writer
  })

  function expect(writer: Writer, each: number, count: number): void {
    const now = performance.now()
    const { at, left } = sent[each] as (typeof sent)[number]
    for (let clock = writer.clock; clock < writer.clock + count; clock++) {
      at[clock % ring] = now
      left[clock % ring] = others
    }
    tally.due += count * others
  }

  let receiver: Person | undefined
  function onStructs(client: number, clock: number, length: number): void {
    const each = writerAt.get(client)
    if (each === undefined || receiver === undefined || receiver.writes === each) return
    const have = receiver.have[each] ?? 0
    if (clock > have) tally.fault ??= `a gap: ${clock} came after ${have}`
    if (clock + length > have) arrived(each, have, clock + length)
  }

  function arrived(each: number, from: number, to: number): void {
    const now = performance.now()
    const { at, left } = sent[each] as (typeof sent)[number]
    const writer = all[each] as Writer
    if (receiver) receiver.have[each] = to
    tally.delivered += to - from
    for (let clock = from; clock < to; clock++) {
      const slot = clock % ring
      tally.latencies.add(now - (at[slot] ?? now))
      left[slot] = (left[slot] ?? 1) - 1
      if (left[slot] === 0) room.onComplete?.(writer)
    }
  }

  function onMessage(person: Person, each: number, bytes: Buffer, start: number, to: number): void {
    const from = server.wire.skip(bytes, start)
    // 4: Hocuspocus' answers, otherwise the same.
    if (bytes[from] !== 0 && bytes[from] !== 4) return
    const kind = bytes[from + 1]
    if (kind === 0) return person.socket.write(frame(step2Message(nothing)))
    const length = readVarUint(bytes, from + 2)
    const at = endOfVarUint()
    if (each === sampled) recorded.push(Uint8Array.from(bytes.subarray(at, at + length)))
    receiver = person
    readStructs(bytes, at, at + length, onStructs)
    if (kind === 1) person.onSynced()
    if (at + length !== to) tally.fault ??= 'a frame with more than one message'
  }

  const persons = Array.from({ length: people }, (_, each): Person => {
    const socket = openSocket(
      server.address(index, each),
      (bytes, from, to) => onMessage(person, each, bytes, from, to),
      (why) => (tally.fault ??= `somebody was cut off: ${why}`),
    )
    let onSynced: () => void = () => undefined
    const synced = new Promise<void>((resolve) => (onSynced = resolve))
    const person: Person = { socket, have: new Uint32Array(writers), writes: each < writers ? each : -1, synced, onSynced }
    return person
  })
  await Promise.all(persons.map(({ socket }) => socket.opened))
  const greeting = Buffer.concat([
    ...server.wire.hello(document).map((message) => clientFrame(message)),
    frame(step1Message(new Uint8Array([0]))),
  ])
  for (const { socket } of persons) socket.write(greeting)
  await unlessFault(tally, Promise.all(persons.map(({ synced }) => synced)), () => 'not everybody was answered')
  for (const [each, writer] of all.entries()) {
    expect(writer, each, firstClocks)
    writer.clock = firstClocks
    persons[each]?.socket.write(frame(updateMessage(firstWords(writer.client))))
  }

  return {
    writers: all,
    get onComplete() {
      return room.onComplete
    },
    set onComplete(listener) {
      room.onComplete = listener
    },
    seen: () =>
      new Map(
        all.map(({ client }, each) => [
          client,
          Math.max(...persons.map(({ have, writes }) => (writes === each ? 0 : (have[each] ?? 0)))),
        ]),
      ),
    sentAt: ({ client }, clock) => sent[writerAt.get(client) ?? 0]?.at[clock % ring] ?? Number.NaN,
    check() {
      if (sampled === -1) return
      // Not every server sends people their own words back.
      const received = writtenBy(all.filter((_, each) => each === sampled))
      received.transact(() => recorded.forEach((update) => Y.applyUpdate(received, update)))
      if (textOf(received) !== textOf(writtenBy(all)))
        throw new Error("the sampled person's document is not what the writers wrote")
    },
    async close() {
      await Promise.all(persons.map(({ socket }) => socket.close()))
    },
  }
}

const nothing = new Uint8Array([0, 0])

/** As an editor says after each letter where its writer is, and who. */
function caretMessage({ client, clock }: Typist): Uint8Array {
  const place = { type: { client, clock: 1 }, tname: null, item: { client, clock: clock - 1 }, assoc: 0 }
  return awarenessMessage(client, clock, {
    user: { name: `Writer ${client}`, color: '#30bced' },
    cursor: { anchor: place, head: place },
  })
}

/** Paragraphs stand in an order that depends on client ids alone, so equal documents give equal texts. */
function textOf(doc: Y.Doc): string {
  return doc.getXmlFragment('background').toJSON()
}
