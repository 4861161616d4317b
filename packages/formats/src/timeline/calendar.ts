import { isZone } from '@second-story/meeting'
import type { Item } from './outline/outline.ts'
import type { Day, Point, Stamp } from './stamps/stamp.ts'

/**
 * Fills in what single times leave open. A day is, in order of evidence: the entry's own, the heading's or the entry's above, the sentence
 * that says so for all, the review's. A bare time that goes back by more than six hours is on the next day; less is an entry out of order.
 */
export interface Known {
  /** `YYYY-MM-DD`, or null while unknown. */
  readonly date: string | null
  /** IANA zone or offset, or null while unknown. */
  readonly zone: string | null
}

export interface Placed {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM[:SS]` with the offset where the zone is known; null where the text leaves it open. */
  readonly time: string | null
  readonly until: string | null
  readonly precision: 'day' | 'minute' | 'second'
  readonly approximate: boolean
  /** What it would take to complete the time. */
  readonly lacks: 'date' | 'zone' | 'start' | null
}

type Entry = Extract<Item, { is: 'entry' }>

/** The time of each entry among the items, in their order. `mentioned` is the zone that the text around them names, if it is one alone. */
export function placeEntries(items: readonly Item[], known: Known, mentioned: string | null): Placed[] {
  const isToldByEntries = items.some((item) => item.is === 'entry' && item.stamp.is === 'time' && item.stamp.from.zone !== null)
  const zone = sharedZone(items) ?? (isToldByEntries ? null : mentioned)
  const calendar = new Calendar(known, zone, items)
  return items.flatMap((item) => {
    if (item.is === 'entry') return [calendar.place(item)]
    calendar.learn(item)
    return []
  })
}

/** Entries may name the zone once for all: the one zone that any of them names. With several, each speaks for itself. */
function sharedZone(items: readonly Item[]): string | null {
  const told = items.flatMap((item) => (item.is === 'zone' ? [item.zone] : []))
  if (told[0] !== undefined) return told[0]
  const zones = new Set(
    items.flatMap((item) => (item.is === 'entry' && item.stamp.is === 'time' ? (item.stamp.from.zone ?? []) : [])),
  )
  const [only] = zones
  return zones.size === 1 ? (only ?? null) : null
}

const dayMs = 86_400_000
const backMs = 6 * 3_600_000
const halfMs = 12 * 3_600_000

class Calendar {
  private readonly known: Known
  private readonly home: number | null
  private zone: string | null
  /** No clock of the text goes beyond twelve: `12:16` and then `1:52` are in one afternoon. */
  private readonly isTwelve: boolean
  private readonly defaultDay: number | null
  /** The day (UTC midnight in ms) that bare times are on, and the last local time on it. */
  private day: number | null
  private last: number | null = null
  private isLastDated = false
  private hasRolled = false
  private start: { local: number; zone: string | null } | null = null
  private before: { local: number; zone: string | null; hasSeconds: boolean } | null = null

  constructor(known: Known, zone: string | null, items: readonly Item[]) {
    this.known = known
    this.home = known.date === null ? null : dateMs(known.date)
    this.zone = zone
    const clocks = items.flatMap((item) =>
      item.is === 'entry' && item.stamp.is === 'time' ? [item.stamp.from.clock, item.stamp.until?.clock] : [],
    )
    this.isTwelve = clocks.every((clock) => clock == null || clock.mayBePm || clock.half !== undefined)
    const told = items.find((item) => item.is === 'day' && item.isDefault)
    this.defaultDay = told?.is === 'day' ? this.dayOf(told.day, this.home) : null
    this.day = this.defaultDay ?? this.home
  }

  learn(item: Exclude<Item, Entry>): void {
    if (item.is === 'zone') this.zone = item.zone
    else if (item.is === 'section') {
      // Key events with their dates, then the story with its hours alone: that begins on the same day, not on the next.
      if (this.isLastDated) this.last = null
    } else {
      const day = this.dayOf(item.day, this.home ?? this.day)
      if (day === null) return
      this.day = day
      this.last = null
      this.hasRolled = false
    }
  }

  place({ stamp }: Entry): Placed {
    switch (stamp.is) {
      case 'open':
        return open
      case 'epoch': {
        const local = stamp.seconds * 1000
        this.remember(local, 'UTC', true)
        this.day = Math.floor(local / dayMs) * dayMs
        this.last = local
        return this.placed(local, 'UTC', true, null, stamp.approximate)
      }
      case 'relative':
        return this.placeRelative(stamp)
      case 'time':
        return this.placeTime(stamp)
      default:
        return stamp satisfies never
    }
  }

  private placeRelative(stamp: Extract<Stamp, { is: 'relative' }>): Placed {
    const base = stamp.from === 'start' ? this.start : this.before
    if (base === null) return { ...open, lacks: 'start', approximate: stamp.approximate }
    const hasSeconds = stamp.seconds % 60 !== 0 || (stamp.from === 'before' && this.before?.hasSeconds === true)
    const local = base.local + stamp.seconds * 1000
    if (stamp.from === 'before') this.remember(local, base.zone, hasSeconds)
    return this.placed(local, base.zone, hasSeconds, null, stamp.approximate)
  }

  private placeTime({ from, until, approximate }: Extract<Stamp, { is: 'time' }>): Placed {
    if (from.clock === null) return this.placeDay(from, until, approximate)
    const zone = from.zone ?? this.zone ?? this.known.zone
    const local = this.localOf(from)
    if (local === null)
      return { ...open, precision: from.clock.second === null ? 'minute' : 'second', lacks: 'date', approximate }
    const hasSeconds = from.clock.second !== null
    this.remember(local, zone, hasSeconds)
    const end = until === null ? null : this.endOf(until, local)
    if (end !== null) this.before = { local: end, zone: until?.zone ?? zone, hasSeconds } // from where `12 minutes later` counts
    return this.placed(
      local,
      zone,
      hasSeconds,
      end === null ? null : { local: end, zone: until?.zone ?? zone, hasSeconds: until?.clock?.second != null },
      approximate,
    )
  }

  private placeDay(from: Point, until: Point | null, approximate: boolean): Placed {
    const day = from.day === null ? null : this.dayOf(from.day, this.home ?? this.day)
    if (day === null) return { ...open, precision: 'day', lacks: 'date', approximate }
    if (this.defaultDay === null) [this.day, this.last, this.hasRolled] = [day, null, false]
    const end = until?.day == null ? null : this.dayOf(until.day, day)
    return { time: dateText(day), until: end === null ? null : dateText(end), precision: 'day', approximate, lacks: null }
  }

  /** The local time in ms, as if its zone were UTC; null without any day. */
  private localOf({ day: written, clock }: Point): number | null {
    const time = clock === null ? 0 : (clock.hour * 3600 + clock.minute * 60 + (clock.second ?? 0)) * 1000
    if (written !== null) {
      const day = this.dayOf(written, this.home ?? this.day)
      if (day === null) return null
      if (this.defaultDay === null || this.defaultDay === day) [this.day, this.last, this.hasRolled] = [day, day + time, false]
      this.isLastDated = true
      return day + time
    }
    if (this.day === null) return null
    let local = this.day + time
    if (this.last !== null && this.last - local > backMs && this.isTwelve && clock?.mayBePm && local + halfMs >= this.last) {
      local += halfMs
    } else if (this.last !== null && this.last - local > backMs) {
      this.day += dayMs
      local += dayMs
      this.hasRolled = true
    } else if (this.last !== null && this.hasRolled && local - this.last > dayMs - backMs) {
      return local - dayMs // a little out of order, across the midnight before
    }
    this.last = local
    this.isLastDated = false
    return local
  }

  private endOf(until: Point, from: number): number {
    const time = until.clock === null ? 0 : (until.clock.hour * 3600 + until.clock.minute * 60 + (until.clock.second ?? 0)) * 1000
    const own = until.day === null ? null : this.dayOf(until.day, from)
    if (own !== null) return own + time
    const sameDay = Math.floor(from / dayMs) * dayMs + time
    return sameDay < from ? sameDay + dayMs : sameDay
  }

  /** The reading of a written day that is nearest to what is known; null where nothing is known and there are several. */
  private dayOf(day: Day, near: number | null): number | null {
    if (day.is === 'next') {
      const before = this.day ?? near
      return before === null ? null : before + dayMs
    }
    if (day.is === 'beside-today') return near === null ? null : near + day.days * dayMs
    const candidates = day.readings.flatMap(({ year, month, day: ofMonth }) => {
      const years = year !== null ? [year] : near === null ? [] : [0, -1, 1].map((more) => new Date(near).getUTCFullYear() + more)
      return years.map((each) => Date.UTC(each, month - 1, ofMonth)).filter((ms) => new Date(ms).getUTCDate() === ofMonth)
    })
    if (near === null) return new Set(candidates).size === 1 ? (candidates[0] ?? null) : null
    const [first, ...others] = candidates
    if (first === undefined) return null
    return others.reduce((best, each) => (Math.abs(each - near) < Math.abs(best - near) ? each : best), first)
  }

  private remember(local: number, zone: string | null, hasSeconds: boolean): void {
    this.start ??= { local, zone }
    this.before = { local, zone, hasSeconds }
  }

  private placed(
    local: number,
    zone: string | null,
    hasSeconds: boolean,
    end: { local: number; zone: string | null; hasSeconds: boolean } | null,
    approximate: boolean,
  ): Placed {
    return {
      time: timeText(local, zone, hasSeconds),
      until: end === null ? null : timeText(end.local, end.zone, end.hasSeconds),
      precision: hasSeconds ? 'second' : 'minute',
      approximate,
      lacks: zone === null ? 'zone' : null,
    }
  }
}

const open: Placed = { time: null, until: null, precision: 'minute', approximate: false, lacks: null }

function dateMs(date: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  return match === null ? null : Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
}

function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function timeText(local: number, zone: string | null, hasSeconds: boolean): string {
  const written = new Date(local).toISOString()
  return `${written.slice(0, hasSeconds ? 19 : 16)}${zone === null ? '' : offsetOf(zone, written.slice(0, 16))}`
}

/** The zone's offset at this local time; the earlier one where the clocks go back, none where the zone doesn't exist. */
function offsetOf(zone: string, local: string): string {
  if (zone === 'UTC') return '+00:00'
  if (/^[+-]\d\d:\d\d$/.test(zone)) return zone
  if (!isZone(zone)) return ''
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'earlier' }).offset
}
