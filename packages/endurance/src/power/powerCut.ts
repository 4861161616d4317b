import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import type { Random } from '../random.ts'

/** What a disk may still have after its power was cut, told from the journal of failingDisk.c. */
export interface PowerCut {
  /** Writes with a successful fsync behind them. They are there. */
  readonly durable: number
  /** Writes after the last fsync: any of them may be there, in any order. */
  readonly unsynced: number
  /** Of those, how many were taken away, in whole or in part. */
  readonly lost: number
  /** Writes whose fsync failed. Linux has marked them as written; they are gone. */
  readonly doomed: number
}

type Change = { readonly offset: number; readonly oldSize: number; readonly old: Buffer } & (
  | { readonly is: 'write'; readonly bytes: Buffer }
  | { readonly is: 'truncate' }
  | { readonly is: 'delete' }
)
type Event = Change | { readonly is: 'synced' } | { readonly is: 'sync-failed' }

/** How much of what was never synced is there after all: nothing, any of it, or everything. */
const survivals = [0, 0.5, 1] as const
const sectorBytes = 512

/** Rewrites the files of a dead server. All changes are undone in memory; what is durable is done again, and of what is not some. */
export async function cutPower(journalPath: string, random: Random): Promise<PowerCut> {
  const cut = { durable: 0, unsynced: 0, lost: 0, doomed: 0 }
  const survival = random.pick(survivals)
  for (const [path, events] of readJournal(await readFile(journalPath))) {
    let file: Buffer = existsSync(path) ? await readFile(path) : Buffer.alloc(0)
    for (const event of events.toReversed()) file = undo(file, event)
    let waiting: Change[] = []
    for (const event of events) {
      switch (event.is) {
        case 'write':
        case 'truncate':
          waiting.push(event)
          break
        case 'delete':
          // File systems keep the order of this and of what comes after; SQLite deletes only what it no longer needs.
          file = Buffer.alloc(0)
          waiting = []
          break
        case 'synced':
          cut.durable += waiting.length
          for (const change of waiting) file = redo(file, change)
          waiting = []
          break
        case 'sync-failed':
          cut.doomed += waiting.length
          waiting = []
          break
        default:
          event satisfies never
      }
    }
    cut.unsynced += waiting.length
    for (const change of waiting) {
      if (survival === 1) file = redo(file, change)
      else {
        cut.lost += 1
        if (random.next() < survival) file = redo(file, torn(change, random))
      }
    }
    if (events.at(-1)?.is === 'delete') await rm(path, { force: true })
    else await writeFile(path, file)
    // The index of the log lives in memory, and only as long as a process.
    await rm(path.replace(/-wal$/, '') + '-shm', { force: true })
  }
  return cut
}

function undo(file: Buffer, event: Event): Buffer {
  if (event.is === 'synced' || event.is === 'sync-failed') return file
  const before = resized(file, event.oldSize)
  event.old.copy(before, event.offset)
  return before
}

function redo(file: Buffer, change: Change): Buffer {
  if (change.is !== 'write') return resized(file, change.offset)
  const after = resized(file, Math.max(file.length, change.offset + change.bytes.length))
  change.bytes.copy(after, change.offset)
  return after
}

/** A disk writes sectors whole, but not all of a write at once. */
function torn(change: Change, random: Random): Change {
  if (change.is !== 'write') return change
  const sectors = Math.ceil(change.bytes.length / sectorBytes)
  return { ...change, bytes: change.bytes.subarray(0, random.below(sectors + 1) * sectorBytes) }
}

/** In place where it can be: files are large, and events many. */
function resized(file: Buffer, size: number): Buffer {
  if (size <= file.length) return file.subarray(0, size)
  const room = Buffer.alloc(size)
  file.copy(room)
  return room
}

/** Events by file, in order. A last record that is cut off was of a write that never happened. */
function readJournal(bytes: Buffer): Map<string, Event[]> {
  const files = new Map<string, Event[]>()
  let at = 0
  const number = () => Number(bytes.readBigUInt64LE((at += 8) - 8))
  const take = (length: number) => {
    if (at + length > bytes.length) throw new RangeError('The journal ends in the middle of a record.')
    return bytes.subarray(at, (at += length))
  }
  try {
    while (at < bytes.length) {
      const kind = String.fromCharCode(bytes[at++] ?? 0)
      const pathLength = bytes.readUInt32LE((at += 4) - 4)
      const path = take(pathLength).toString()
      const event = readEvent(kind, number, take)
      const events = files.get(path)
      if (events === undefined) files.set(path, [event])
      else events.push(event)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return files
}

function readEvent(kind: string, number: () => number, take: (length: number) => Buffer): Event {
  if (kind === 'S') return { is: 'synced' }
  if (kind === 'F') return { is: 'sync-failed' }
  if (kind === 'T') {
    const [offset, oldSize, oldLength] = [number(), number(), number()]
    return { is: 'truncate', offset, oldSize, old: take(oldLength) }
  }
  if (kind === 'U') {
    const [oldSize, oldLength] = [number(), number()]
    return { is: 'delete', offset: 0, oldSize, old: take(oldLength) }
  }
  if (kind !== 'W') throw new Error(`The journal has a record of the kind "${kind}".`)
  const [offset, oldSize, length, oldLength] = [number(), number(), number(), number()]
  const old = take(oldLength)
  return { is: 'write', offset, oldSize, old, bytes: take(length) }
}
