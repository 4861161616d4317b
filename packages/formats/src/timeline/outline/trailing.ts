import { readStamp } from '../stamps/readStamp.ts'
import type { Stamp } from '../stamps/stamp.ts'

export interface Trailing {
  readonly stamp: Stamp
  readonly before: string
  /** A day and a clock time, so that it's no mere mention. */
  readonly isFull: boolean
  readonly isIntroduced: boolean
}

/** A time that ends a line: `Fault occurs 2020-02-25 07:32`, `All instances back up at 17:38`, `Fixed. (2022-03-01T10:36:00.000Z)`. */
export function readTrailing(body: string): Trailing | null {
  const from = Math.max(1, body.length - longest)
  for (let at = from; at < body.length - 3; at += 1) {
    if (!/[\p{L}\p{N}~[({<"]/u.test(body.charAt(at)) || /[\p{L}\p{N}]/u.test(body.charAt(at - 1))) continue
    const read = readStamp(body, at)
    if (read === null || !/^[\s"'`*_)\]}>.,;:/]{0,20}$/.test(body.slice(read.end))) continue
    const { value: stamp } = read
    const hasClock = stamp.is === 'epoch' || (stamp.is === 'time' && stamp.from.clock !== null)
    if (!hasClock) continue
    const before = body.slice(0, at)
    const isFull = stamp.is === 'epoch' || (stamp.is === 'time' && stamp.from.day !== null)
    const isIntroduced = /^(?:at|around|about|by|@|~)\b|^[([@~]/i.test(body.slice(at)) || /(?:\bat|\baround|@)\s$/i.test(before)
    return { stamp, before: before.replace(introduction, ''), isFull, isIntroduced }
  }
  return null
}

/** `Update (10:15 UTC): found it`: a label, its time in parentheses, a colon or dash, and the words. */
export function readLabelled(body: string): { readonly stamp: Stamp; readonly words: string } | null {
  const label = /^[*_]{0,2}(\p{L}[\p{L} ]{1,30})[*_]{0,2}\s?(?=\()/u.exec(body)
  const read = label === null ? null : readStamp(body, label[0].length)
  if (label === null || read === null || read.value.is !== 'time' || read.value.from.clock === null) return null
  const isClosed = /\)[*_]{0,2}\s?(?:[:–—]|-\s)[*_]{0,2}\s*$/.test(body.slice(label[0].length, read.end))
  return isClosed && read.end < body.length
    ? { stamp: read.value, words: `${(label[1] ?? '').trim()}: ${body.slice(read.end)}` }
    : null
}

const longest = 72
const introduction = /[\s({[<"'`@|*_,–—-]{0,20}(?:\b(?:at|on|around|about|by|track|time|date)\s{0,3})?[\s=({[<"'`@|,–—-]{0,20}$/i
