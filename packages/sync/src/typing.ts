import * as encoding from 'lib0/encoding'
import { decodeUtf8 } from 'lib0/string'

/**
 * Letters to the right of one that is there: one struct, and nothing deleted. Nearly all that people send is this, so it is told from the bytes
 * alone, without Yjs.
 */
export interface Typing {
  readonly client: number
  readonly clock: number
  readonly text: string
  readonly leftClient: number
  readonly leftClock: number
  /** -1: it stands last. */
  readonly rightClient: number
  readonly rightClock: number
}

/** Null if the update (encoding V1) is anything else, or none; then it is for Yjs to say. */
export function readTyping(update: Uint8Array): Typing | null {
  if (update[0] !== 1 || update[1] !== 1 || update.length < shortest || update[update.length - 1] !== 0) return null
  at = 2
  const client = readUint32(update)
  const clock = readUint32(update)
  const info = update[at++]
  if (info !== stringAfter && info !== stringBetween) return null
  const leftClient = readUint32(update)
  const leftClock = readUint32(update)
  const rightClient = info === stringBetween ? readUint32(update) : -1
  const rightClock = info === stringBetween ? readUint32(update) : -1
  const bytes = readUint32(update)
  // Not a number if one of them is none.
  if (Number.isNaN(client + clock + leftClient + leftClock + rightClient + rightClock)) return null
  const text = bytes > 0 && at + bytes === update.length - 1 ? readText(update, at, bytes) : null
  return text === null ? null : { client, clock, text, leftClient, leftClock, rightClient, rightClock }
}

/** What people typed, gathered: letters become words, as Yjs itself makes one struct of them. Of each client what follows without a gap. */
export class Typed {
  private clients = new Map<number, Run[]>()
  private count = 0

  get isEmpty(): boolean {
    return this.count === 0
  }

  /** Letters, as JavaScript counts them. */
  get length(): number {
    return this.count
  }

  /** The client's next clock; null if there is nothing of it. */
  clockAfter(client: number): number | null {
    const last = this.clients.get(client)?.at(-1)
    return last === undefined ? null : last.clock + last.text.length
  }

  /** Whether it goes on where its client ended. */
  isContinuedBy(next: Typing): boolean {
    const last = this.clients.get(next.client)?.at(-1)
    return last !== undefined && continues(last, next)
  }

  add(next: Typing): void {
    const runs = this.clients.get(next.client)
    const last = runs?.at(-1)
    this.count += next.text.length
    if (runs === undefined) this.clients.set(next.client, [{ ...next }])
    else if (last !== undefined && continues(last, next)) last.text += next.text
    else runs.push({ ...next })
  }

  /** All of it as one update, the highest client first, as merging needs it. */
  encode(): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, this.clients.size)
      for (const [client, runs] of [...this.clients].sort(([one], [other]) => other - one)) {
        encoding.writeVarUint(encoder, runs.length)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, runs[0]?.clock ?? 0)
        for (const run of runs) writeStruct(encoder, run)
      }
      encoding.writeVarUint(encoder, 0)
    })
  }

  clear(): void {
    this.clients = new Map()
    this.count = 0
  }
}

interface Run extends Typing {
  text: string
}

function continues(before: Typing, next: Typing): boolean {
  const end = before.clock + before.text.length
  return (
    next.clock === end &&
    next.leftClient === before.client &&
    next.leftClock === end - 1 &&
    next.rightClient === before.rightClient &&
    next.rightClock === before.rightClock
  )
}

function writeStruct(encoder: encoding.Encoder, { text, leftClient, leftClock, rightClient, rightClock }: Typing): void {
  encoding.writeUint8(encoder, rightClient === -1 ? stringAfter : stringBetween)
  encoding.writeVarUint(encoder, leftClient)
  encoding.writeVarUint(encoder, leftClock)
  if (rightClient !== -1) {
    encoding.writeVarUint(encoder, rightClient)
    encoding.writeVarUint(encoder, rightClock)
  }
  encoding.writeVarString(encoder, text)
}

/** Yjs: the content is a string, and it has a left neighbour, or both. */
const stringAfter = 0x84
const stringBetween = 0xc4

/** One client, one struct, and one byte for each number. */
const shortest = 10

/** Where the next number begins. */
let at = 0

/** NaN for what is none, or larger. */
function readUint32(bytes: Uint8Array): number {
  let number = 0
  let factor = 1
  for (let count = 0; count < 5; count++) {
    const byte = bytes[at++]
    if (byte === undefined) return Number.NaN
    number += (byte & 127) * factor
    if (byte < 128) return number > 0xffffffff ? Number.NaN : number
    factor *= 128
  }
  return Number.NaN
}

function readText(bytes: Uint8Array, from: number, length: number): string | null {
  const only = length === 1 ? bytes[from] : undefined
  if (only !== undefined && only < 128) return String.fromCharCode(only)
  try {
    return decodeUtf8(bytes.subarray(from, from + length))
  } catch {
    return null // not a string; whoever looks closer says so
  }
}
