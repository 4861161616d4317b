import { readStamp } from '../stamps/readStamp.ts'
import type { Day, Read, Stamp } from '../stamps/stamp.ts'
import { visibleText } from '../visibleText.ts'
import { aboutTimes, speaksOfTimes } from './aboutTimes.ts'
import { isChatName, isTimelessChatHead, readChatHead } from './chat.ts'
import { type Line, linesOf } from './lines.ts'
import { namesTimeline, timelineParts } from './sections.ts'
import { columnsOf, readRow } from './table.ts'
import { readLabelled, readTrailing } from './trailing.ts'

/** Why a line is in no entry. */
export type WhyLeftOut =
  | 'no time'
  | 'heading'
  | 'about the times'
  | 'another section'
  | 'code or log'
  | 'no timeline table'
  | 'comment'

export interface LeftOut {
  readonly line: number
  readonly text: string
  readonly why: WhyLeftOut
}

/** What stands in the text, from top to bottom, before days and zones are filled in. */
export type Item =
  | { readonly is: 'entry'; readonly stamp: Stamp; readonly text: string; readonly lines: readonly number[] }
  /** A day that holds for what follows. With `isDefault` it holds for all, whatever days single entries name. */
  | { readonly is: 'day'; readonly day: Day; readonly isDefault: boolean }
  | { readonly is: 'zone'; readonly zone: string }
  /** A heading or the like that says nothing of time: the story may begin again from an earlier hour. */
  | { readonly is: 'section' }

export interface Outline {
  readonly items: readonly Item[]
  readonly leftOut: readonly LeftOut[]
}

/** Splits a pasted text into entries and the rest. Every line that is not blank is in exactly one of them. */
export function outlineOf(text: string): Outline {
  const lines = unfenced(linesOf(text))
  const stamps = lines.map(leadingStamp)
  const isTimed = (index: number) => stamps[index] !== null && stamps[index] !== undefined
  const parts = timelineParts(lines, (index) => isTimed(index) || lines[index]?.kind === 'row')
  return new Outliner(lines, stamps, parts).read()
}

/** A timeline that was pasted inside of one fence: then the fence hides nothing. */
function unfenced(lines: Line[]): Line[] {
  if (!lines.some(({ kind }) => kind === 'code')) return lines
  if (lines.some((line) => leadingStamp(line) !== null || line.kind === 'row')) return lines
  const opened = lines.map((line) => (line.kind === 'code' && !/^(?:```|~~~)/.test(line.body) ? reread(line) : line))
  const isTimed = (line: Line) => leadingStamp(line) !== null || readLabelled(line.body) !== null
  return opened.filter(isTimed).length >= 2 ? opened : lines
}

function reread(line: Line): Line {
  const [again = line] = linesOf(line.body)
  return { ...again, number: line.number }
}

function leadingStamp(line: Line): Read<Stamp> | null {
  if (line.kind !== 'text' && line.kind !== 'bullet' && line.kind !== 'heading') return null
  const key =
    /^[\s[{(,]{0,6}["']?(?:time|date|ts|timestamp|at|when|start|started|epoch)["']?\s{0,2}[:=]\s{0,2}["']?(?=\d{10}|(?<=["'][:=]?\s{0,2}["']?)\d)/i.exec(
      line.body,
    )
  return readStamp(line.body, key?.[0].length ?? 0)
}

interface Draft {
  readonly stamp: Stamp
  readonly chunks: string[][]
  readonly lines: number[]
  readonly indent: number
  readonly isBullet: boolean
  /** Its words stand below: all paragraphs up to the next entry are its own. */
  readonly isHead: boolean
}

/** Goes once through the lines; `current` is the entry that takes what has no time of its own. */
class Outliner {
  private readonly items: (Item | Draft)[] = []
  private readonly leftOut: LeftOut[] = []
  private readonly lines: readonly Line[]
  private readonly stamps: readonly (Read<Stamp> | null)[]
  private readonly parts: readonly ('timeline' | 'before' | 'other')[]
  private readonly leading: number
  private readonly sentences: number
  private readonly timesTrail: boolean
  private current: Draft | null = null
  private isAfterBlank = true
  /** Lines of the paragraph above that nobody has taken, for a time that stands below its words. */
  private unclaimed: Line[] = []

  constructor(
    lines: readonly Line[],
    stamps: readonly (Read<Stamp> | null)[],
    parts: readonly ('timeline' | 'before' | 'other')[],
  ) {
    this.lines = lines
    this.stamps = stamps
    this.parts = parts
    this.leading = stamps.filter((read, index) => hasClock(read?.value) && !this.isLone(index)).length
    this.sentences = lines.filter(({ body }, index) => hasClock(stamps[index]?.value) && beginsAsSentence.test(body)).length
    this.timesTrail = this.isLone(lines.findLastIndex(({ kind }) => kind !== 'blank' && kind !== 'rule')) && this.leading === 0
  }

  read(): Outline {
    for (let at = 0; at < this.lines.length; at = this.step(at));
    this.dropUnclaimed()
    const items = this.items.map((item): Item => ('is' in item ? item : entryOf(item)))
    return { items, leftOut: this.leftOut.sort((a, b) => a.line - b.line) }
  }

  /** Reads the line at this index, and returns the index of the next to read. */
  private step(at: number): number {
    const line = this.lines[at]
    if (line === undefined) return at + 1
    if (line.kind !== 'blank' && this.parts[at] !== 'timeline') this.passBy(line, at)
    else if (line.kind === 'row' || line.kind === 'row-rule') return this.readTable(at)
    else this.readLine(line, at)
    if (line.kind !== 'blank') this.isAfterBlank = false
    return at + 1
  }

  private readLine(line: Line, at: number): void {
    switch (line.kind) {
      case 'blank':
        this.isAfterBlank = true
        return
      case 'code':
        if (this.current === null) this.leave(line, 'code or log')
        else this.current.lines.push(line.number)
        return
      case 'comment':
        return this.leave(line, 'comment')
      case 'front-matter':
        return this.readFrontMatter(line)
      case 'rule':
        this.current = null
        return this.leave(line, 'heading')
      case 'heading':
        return this.readHeading(line, at)
      case 'text':
      case 'bullet':
        return this.readText(line, at)
      case 'row':
      case 'row-rule':
        return // read with their table
      default:
        return line.kind satisfies never
    }
  }

  /** Outside of the timeline only days and zones matter. */
  private passBy(line: Line, at: number): void {
    this.current = null
    if (this.parts[at] === 'before' && line.kind === 'heading') this.learn(line.body, false)
    else if (this.parts[at] === 'before' && (line.kind === 'text' || line.kind === 'bullet') && speaksOfTimes(line.body))
      this.learn(this.paragraphAt(at), false)
    this.leave(line, line.kind === 'heading' ? 'heading' : 'another section')
  }

  private learn(text: string, isDefault: boolean): boolean {
    const { day, zone } = aboutTimes(` ${text}`)
    if (zone !== null) this.items.push({ is: 'zone', zone })
    if (day !== null) this.items.push({ is: 'day', day, isDefault })
    return zone !== null || day !== null
  }

  private readHeading(line: Line, at: number): void {
    const read = this.stamps[at] ?? null
    if (read !== null && (hasClock(read.value) || !this.isDayHeader(line, at, read))) {
      return this.open(line, read.value, line.body.slice(read.end), true)
    }
    const trailing = line.level >= 3 || this.leading === 0 ? readTrailing(line.body) : null
    if (read === null && trailing !== null && line.level >= 2 && !this.hasHoursBelow(line, at))
      return this.open(line, trailing.stamp, trailing.before, true)
    this.current = null
    const day = read?.value.is === 'time' ? read.value.from.day : null
    const isTold = this.learn(line.body, false)
    if (!isTold && day !== null) this.items.push({ is: 'day', day, isDefault: false })
    else if (!isTold) this.items.push({ is: 'section' })
    this.leave(line, 'heading')
  }

  private readText(line: Line, at: number): void {
    const chat = readChatHead(line.body)
    if (chat !== null) return this.open(line, chat, '', true)
    if (isTimelessChatHead(line.body)) {
      this.current = null
      return this.leave(line, 'no time')
    }
    const read = this.stamps[at] ?? null
    if (read !== null && this.readTimed(line, at, read)) return
    if (read === null && namesTimeline(line)) {
      this.current = null
      this.learn(line.body, false)
      return this.leave(line, 'heading')
    }
    const labelled = read === null ? readLabelled(line.body) : null
    if (labelled !== null) return this.open(line, labelled.stamp, labelled.words, false)
    if (read === null && this.readTrailingTime(line, at)) return
    if (read === null && speaksOfTimes(line.body) && this.learn(this.paragraphAt(at), true)) {
      this.current = null
      return this.leave(line, 'about the times')
    }
    this.follow(line)
  }

  /** A line that begins with a time. False where it is no entry all the same. */
  private readTimed(line: Line, at: number, read: Read<Stamp>): boolean {
    const rest = line.body.slice(read.end)
    if (this.isLog(line, read, rest)) return false
    if (this.isWrapped(line, at, read) || this.isProse(line, read)) return false
    if (hasClock(read.value) || read.value.is !== 'time') {
      const told = read.value.is === 'relative' && read.value.seconds === 0 ? startTold(rest) : null
      if (told !== null) {
        this.open(line, told.stamp, told.words, told.words === '')
        return true
      }
      if (rest === '' && (this.timesTrail || this.endsParagraph(line, at)) && this.claim(line, read.value)) return true
      const isHead = rest === '' || isChatName(rest)
      const isAlone = rest === '' && (this.lines[at + 1]?.kind ?? 'blank') === 'blank'
      this.open(line, read.value, isChatName(rest) ? '' : rest, isHead, isAlone)
      return true
    }
    if (this.isDayHeader(line, at, read)) {
      this.current = null
      this.learn(rest === '' ? '' : rest, false)
      this.items.push({ is: 'day', day: read.value.from.day ?? { is: 'beside-today', days: 0 }, isDefault: false })
      if (read.value.from.zone !== null) this.items.push({ is: 'zone', zone: read.value.from.zone })
      this.leave(line, 'heading')
      return true
    }
    if (speaksOfTimes(rest) && this.learn(line.body, false)) {
      this.current = null
      this.leave(line, 'about the times')
      return true
    }
    if (rest !== '' && line.kind !== 'bullet' && !this.isSeparated(line, read)) return false
    this.open(line, read.value, rest, rest === '')
    return true
  }

  /** Whether a day stands above its entries, rather than being the time of one. */
  private isDayHeader(line: Line, at: number, read: Read<Stamp>): boolean {
    const rest = line.body.slice(read.end)
    let nextAt = at + 1
    while (this.lines[nextAt]?.kind === 'blank' || this.lines[nextAt]?.kind === 'row-rule') nextAt += 1
    const next = this.lines[nextAt]
    const nextStamp = this.stamps[nextAt] ?? null
    if (next === undefined) return rest === ''
    if (next.kind === 'row' && rest === '') return true
    if (line.kind === 'heading' && this.hasHoursBelow(line, at)) return true
    const leadsOn = isHourAlone(nextStamp?.value)
    if (leadsOn && (rest === '' || line.kind === 'heading' || next.indent > line.indent)) return true
    if (rest !== '') return line.kind === 'heading' && line.level < 3
    const isRightAbove = nextAt === at + 1 && next.kind === 'text' && nextStamp === null
    return line.kind === 'heading' ? next.kind === 'heading' || nextStamp !== null : !isRightAbove
  }

  /** Whether entries with an hour, but no day of their own, stand in the section of this heading. */
  private hasHoursBelow(heading: Line, at: number): boolean {
    for (let below = at + 1; below < this.lines.length; below += 1) {
      const line = this.lines[below]
      if (line?.kind === 'heading' && line.level <= heading.level) return false
      if (isHourAlone(this.stamps[below]?.value)) return true
    }
    return false
  }

  /** A line of a log that stands in the text without a fence. */
  private isLog(line: Line, read: Read<Stamp>, rest: string): boolean {
    if (read.value.is !== 'time' || read.value.from.clock?.second == null || line.kind === 'bullet') return false
    return (
      /^\W{0,4}(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|CRITICAL|SEVERE|NOTICE|ERR)\b/.test(rest) ||
      /^\[?[IWEDC]\s\d/.test(line.body)
    )
  }

  /** A line of running text that happens to begin with a time. */
  private isWrapped(line: Line, at: number, read: Read<Stamp>): boolean {
    const above = this.lines[at - 1]
    if (
      read.value.is !== 'time' ||
      line.kind !== 'text' ||
      above === undefined ||
      (above.kind !== 'text' && above.kind !== 'bullet')
    )
      return false
    if ((this.stamps[at - 1] ?? null) !== null && above.kind === 'text') return false
    return (
      !this.isSeparated(line, read) &&
      read.end < line.body.length &&
      !/^["'“(*_`[]{0,3}[\p{Lu}@#]/u.test(line.body.slice(read.end))
    )
  }

  /** `Starting at 12:15 we saw …`: a story that names a time, below the time of its own entry or among entries that are no sentences. */
  private isProse(line: Line, read: Read<Stamp>): boolean {
    if (line.kind !== 'text' || !beginsAsSentence.test(line.body)) return false
    if (this.current !== null && this.current.isHead && this.current.chunks.every((chunk) => chunk.length === 0)) return true
    return this.leading >= 4 && this.sentences * 4 <= this.leading && line.body.length - read.end > 40
  }

  /** Whether a colon, a dash or a bracket divides the time from its text. */
  private isSeparated(line: Line, read: Read<Stamp>): boolean {
    return /[:\])*_|}`>–—-]\s*$|\t$/.test(line.body.slice(Math.max(0, read.end - 8), read.end))
  }

  private isLone(index: number): boolean {
    const [line, read] = [this.lines[index], this.stamps[index]]
    return line !== undefined && read !== undefined && read !== null && read.end >= line.body.length
  }

  private endsParagraph({ kind }: Line, at: number): boolean {
    const read = this.stamps[at]?.value
    const isFull = read?.is === 'time' && read.from.day !== null
    return kind === 'text' && isFull && (this.lines[at + 1]?.kind ?? 'blank') === 'blank' && !this.isAfterBlank
  }

  /** Makes the words above an entry of the time below them. */
  private claim(line: Line, stamp: Stamp): boolean {
    if (this.unclaimed.length === 0) return false
    const words = this.unclaimed
    this.unclaimed = []
    this.items.push({
      stamp,
      chunks: [words.map(({ body }) => body)],
      lines: [...words.map(({ number }) => number), line.number],
      indent: 0,
      isBullet: false,
      isHead: false,
    })
    this.current = null
    return true
  }

  private readTrailingTime(line: Line, at: number): boolean {
    const isFollowing =
      this.current !== null && (line.indent > this.current.indent || (!this.isAfterBlank && line.kind !== 'bullet'))
    if (isFollowing && this.unclaimed.length === 0) return false
    const trailing = readTrailing(line.body)
    if (trailing === null) return false
    if (this.isAfterBlank) this.dropUnclaimed()
    const words = visibleText(trailing.before).replace(/[\s:,.–—-]{1,50}$/, '')
    if (words === '' || aboutDocument.test(words)) return false
    const isLabel = words.length <= 40
    const isAlone = this.isAfterBlank && (this.lines[at + 1]?.kind ?? 'blank') === 'blank'
    const isTitle = this.leading >= 3 && this.items.length === 0 && this.leftOut.length === 0 && this.unclaimed.length === 0
    if (isTitle && line.kind === 'text') return false
    const isField = /^(?:\*\*|__)?[\p{L} ]{3,40}:(?:\*\*|__)?\s*$/u.test(trailing.before)
    const isParagraph = this.unclaimed.length > 0 && trailing.isFull && line.kind === 'text' && !isField
    if (this.leading >= 3 && !(isLabel && trailing.isFull)) return false
    if (line.kind !== 'bullet' && !isAlone && !isParagraph && !(isLabel && trailing.isFull)) return false
    if (!trailing.isFull && !trailing.isIntroduced && !/[:–—-]\s*$/.test(trailing.before)) return false
    if (!isLabel && !trailing.isFull && words.length > 160) return false
    const above = isParagraph ? this.unclaimed : []
    if (isParagraph) this.unclaimed = []
    else this.dropUnclaimed()
    const entry: Draft = {
      stamp: trailing.stamp,
      chunks: [[...above.map(({ body }) => body), trailing.before]],
      lines: [...above.map(({ number }) => number), line.number],
      indent: line.indent,
      isBullet: line.kind === 'bullet',
      isHead: false,
    }
    this.items.push(entry)
    this.current = line.kind === 'bullet' && trailing.isFull ? entry : null
    return true
  }

  /** A line without a time: part of the entry above it, or left out. */
  private follow(line: Line): void {
    const { current } = this
    const isSectionLabel = /^\*\*[^*]{2,40}\*\*:?\s*$/.test(line.body) && (line.kind === 'bullet' || this.isAfterBlank)
    if (current === null) {
      if (isSectionLabel) this.items.push({ is: 'section' })
      if (this.isAfterBlank && !this.timesTrail) this.dropUnclaimed()
      this.unclaimed.push(line)
      return
    }
    const isDeeper = line.indent > current.indent
    const isOwn = line.kind === 'bullet' ? isDeeper || !current.isBullet : !this.isAfterBlank || isDeeper || current.isHead
    if (!isOwn || (isSectionLabel && !isDeeper && line.kind === 'bullet')) {
      this.current = null
      return this.follow(line)
    }
    current.lines.push(line.number)
    if (/^[\s[\]{}(),;]{0,20}$/.test(line.body)) return // brackets of a list of objects
    if (current.chunks.every((chunk) => chunk.length === 0)) current.chunks.push([withoutKeys(line.body).replace(/^:\s+/, '')])
    else if (line.kind === 'bullet' || this.isAfterBlank) current.chunks.push([line.body])
    else (current.chunks.at(-1) ?? []).push(line.body)
  }

  private open(line: Line, stamp: Stamp, rest: string, isHead: boolean, isAlone = false): void {
    this.dropUnclaimed()
    const words = withoutKeys(stamp.is === 'epoch' ? rest.replace(/["'}\],\s]{1,8}$/, '') : rest)
    this.current = {
      stamp,
      chunks: [words === '' ? [] : [words]],
      lines: [line.number],
      indent: line.indent,
      isBullet: line.kind === 'bullet',
      isHead: isHead && (isAlone || line.kind !== 'bullet'),
    }
    this.items.push(this.current)
  }

  private readTable(at: number): number {
    let end = at
    while (this.lines[end]?.kind === 'row' || this.lines[end]?.kind === 'row-rule') end += 1
    const rows = this.lines.slice(at, end)
    const columns = columnsOf(rows)
    this.current = null
    this.dropUnclaimed()
    if (columns !== null && columns.zone !== null) this.items.push({ is: 'zone', zone: columns.zone })
    rows.forEach((row, index) => {
      if (columns === null) return this.leave(row, 'no timeline table')
      if (index <= columns.head || row.kind === 'row-rule') return this.leave(row, 'heading')
      const { read, text } = readRow(row, columns)
      if (read === null) {
        if (this.current === null || text === '') return this.leave(row, 'no time')
        this.current.lines.push(row.number)
        this.current.chunks.push([text])
      } else if (read.value.is === 'time' && read.value.from.clock === null && text === '' && read.value.from.day !== null) {
        this.items.push({ is: 'day', day: read.value.from.day, isDefault: false })
        this.leave(row, 'heading')
      } else this.open(row, read.value, text, false)
    })
    this.current = null
    this.isAfterBlank = true
    return at + rows.length
  }

  /** Status posts begin with the time of their first words; other front matter tells the day. */
  private readFrontMatter(line: Line): void {
    const read = /^(?:date|start|started|created|createdAt|when)\s*[:=]/i.test(line.body) ? readTrailing(line.body) : null
    if (read !== null && read.isFull) this.frontMatter = read.stamp
    this.leave(line, 'heading')
  }

  private frontMatter: Stamp | null = null

  private dropUnclaimed(): void {
    const lines = this.unclaimed
    this.unclaimed = []
    const isText = lines.length > 0 && this.frontMatter !== null
    if (isText && this.frontMatter !== null) {
      this.items.push({
        stamp: this.frontMatter,
        chunks: [lines.map(({ body }) => body)],
        lines: lines.map(({ number }) => number),
        indent: 0,
        isBullet: false,
        isHead: false,
      })
      this.frontMatter = null
    } else lines.forEach((line) => this.leave(line, 'no time'))
  }

  private leave(line: Line, why: WhyLeftOut): void {
    this.leftOut.push({ line: line.number, text: line.body, why })
  }

  /** The line and what goes on below it, for sentences that are broken into lines. */
  private paragraphAt(at: number): string {
    const below = this.lines.slice(at + 1, at + 4)
    const end = below.findIndex(({ kind }, index) => kind !== 'text' || (this.stamps[at + 1 + index] ?? null) !== null)
    return [this.lines[at]?.body, ...(end < 0 ? below : below.slice(0, end)).map(({ body }) => body)].join(' ')
  }
}

const aboutDocument =
  /^(?:time to|duration|date\b|author|status\b|last updated|updated\b|published|created|written|reviewed|meeting|impact\b|identified|summary|context|background|severity|root cause|length)/i

const beginsAsSentence = /^[_*"'“]{0,3}(?:at|from|between|since|starting|beginning|by|on|around)\s/i

function isHourAlone(stamp: Stamp | undefined): boolean {
  return stamp?.is === 'time' && stamp.from.clock !== null && stamp.from.day === null
}

function hasClock(stamp: Stamp | undefined): boolean {
  return stamp !== undefined && (stamp.is !== 'time' || stamp.from.clock !== null)
}

/** Words as lists of objects hold them: `"message": "…"},`. */
function withoutKeys(text: string): string {
  const key =
    /^["']?(?:text|message|msg|desc|description|event|status|note|body|title|what|content)["']\s{0,2}:\s{0,2}["']?/i.exec(text)
  return key === null ? text : text.slice(key[0].length).replace(/["'}\],\s]{1,8}$/, '')
}

/** When `T0` was, where its own line says so: `T0 = 10:00 UTC`, `T+0: alert fires (10:00 UTC)`. */
function startTold(rest: string): { readonly stamp: Stamp; readonly words: string } | null {
  const leading = readStamp(rest, /^=?\s{0,3}/.exec(rest)?.[0].length ?? 0)
  if (leading !== null && hasClock(leading.value)) return { stamp: leading.value, words: rest.slice(leading.end) }
  const trailing = readTrailing(rest)
  return trailing === null ? null : { stamp: trailing.stamp, words: trailing.before }
}

/** A label on a line of its own reads on as one: `**Resolved**` above `All is well.` */
function labelled(chunk: readonly string[]): string {
  const [first = '', ...others] = chunk
  const isLabel = others.length > 0 && /^(\*{1,2}|__?)[^*_]{2,40}\1$/.test(first)
  return [isLabel ? `${first}:` : first, ...others].join('\n')
}

function entryOf({ stamp, chunks, lines }: Draft): Item {
  const text = chunks
    .map((chunk) => visibleText(labelled(chunk)))
    .filter(Boolean)
    .join('\n')
  return { is: 'entry', stamp, text, lines }
}
