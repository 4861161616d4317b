/** A time as far as its own words tell: nothing is filled in here. What is missing comes from headings, neighbours and the review. */
export type Stamp =
  | { readonly is: 'time'; readonly from: Point; readonly until: Point | null; readonly approximate: boolean }
  /** Seconds since 1970, as machines write them. */
  | { readonly is: 'epoch'; readonly seconds: number; readonly approximate: boolean }
  /** `T+5m` counts from the start, `12 minutes later` from the entry before. */
  | { readonly is: 'relative'; readonly seconds: number; readonly from: 'start' | 'before'; readonly approximate: boolean }
  /** The author left the time open: `[???]`, `2X:XX`. */
  | { readonly is: 'open' }

/** A day, a clock time or both, and a zone (for Temporal: IANA name or offset) where one stands beside it. */
export interface Point {
  readonly day: Day | null
  readonly clock: Clock | null
  readonly zone: string | null
}

export interface Clock {
  readonly hour: number
  readonly minute: number
  /** Null where no seconds were written. */
  readonly second: number | null
  /** `1:52`, with neither am nor pm nor a zero before it: perhaps in the afternoon. */
  readonly mayBePm?: true
  /** Told by am or pm. */
  readonly half?: 'am' | 'pm'
}

/**
 * A written day with all its readings: `4/5/23` has two. A year is null where none was written. `yesterday` and `today`, as chats write
 * them, count from the incident's day, and so do `Day 2` and `D+1`.
 */
export type Day =
  | { readonly is: 'date'; readonly readings: readonly CalendarDay[] }
  | { readonly is: 'beside-today'; readonly days: number }
  /** `the next day`: after the one before it. */
  | { readonly is: 'next' }

export interface CalendarDay {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** What was read, and where the text goes on behind it. */
export interface Read<T> {
  readonly value: T
  readonly end: number
}

/** The match of a sticky expression at one place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
