import { readDay } from '../stamps/day.ts'
import { type Day, matchAt } from '../stamps/stamp.ts'
import { findZone } from '../stamps/zone.ts'

/** What a heading or a sentence such as `All times in PST, on February 5th 2019` says of the times below it. */
export interface AboutTimes {
  readonly day: Day | null
  readonly zone: string | null
}

export function aboutTimes(text: string): AboutTimes {
  const beginning = text.slice(0, 600)
  return { day: findDay(beginning), zone: findZone(beginning) }
}

/** Whether a sentence is about the times of the others, and no event itself. */
export function speaksOfTimes(text: string): boolean {
  return /\ball (?:the |of the )?(?:times?|timestamps|events|dates|hours)\b|\b(?:times?|timestamps?|dates) (?:below |here |listed |shown |given )?(?:are|is|in|listed|shown|given)\b|\btime\s?zone\b|\bunless (?:otherwise )?(?:noted|stated|specified|mentioned)|^\(?(?:times|dates?|date of incident|incident date|day)\b\s?[:(]|^time\s?\([^()]{1,30}\)$/i.test(
    text.slice(0, 400),
  )
}

/** The first day that is written anywhere in a line; one with several readings only in full. */
function findDay(text: string): Day | null {
  for (const match of text.matchAll(beginsDay)) {
    const read = readDay(text, match.index)
    if (read !== null && matchAt(/[\p{L}\p{N}]|[-–]\d{1,2}(?!\d)/uy, text, read.end) === null) return read.value
  }
  return null
}

const beginsDay = /(?<![\p{L}\p{N}.:/-])(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/giu
