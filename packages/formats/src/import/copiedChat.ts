import { markEntries } from '../timeline/marks.ts'
import type { ImportedRow, ImportKnown, LeftOutPart } from './imported.ts'
import { type PlacedTime, placeTimes, type WrittenTime } from './placedTimes.ts'
import type { Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'

/** How many heads make a text a chat: one may be somebody's quotation. */
const enoughHeads = 2

/**
 * Text copied out of a chat, as its clients copy it: Slack now (name and time on lines of their own) and before 2019 (`name [3:20 PM]`),
 * Microsoft Teams until August 2024 (`[3:20 PM] Last, First`), Discord (`name — Today at 3:21 PM`), WhatsApp, IRC. Not documented by any of
 * them. Null where it is none of these.
 */
export function readCopiedChat(text: string, known: ImportKnown, file: number, insists: boolean): Reading | null {
  const lines = text.split(/\r\n|[\n\r]/)
  const heads = findHeads(lines)
  const named = heads.filter(({ who }) => who !== null).length
  if (named === 0 || (named < enoughHeads && !insists)) return null
  return assemble(lines, heads, known, file)
}

interface Head {
  readonly line: number
  /** Where its words begin: lines after the head. */
  readonly wordsFrom: number
  readonly time: string
  /** Null: the author of the message before. */
  readonly who: string | null
  readonly isBot: boolean
  /** Words that stand on the head's line. */
  readonly words: string
}

const clock = String.raw`\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?`
const day = String.raw`(?:today|yesterday|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})`
const stamp = String.raw`(?:${day},?\s(?:at\s)?)?${clock}(?:\s•\s${day})?`
const appTag = String.raw`(?:APP|BOT|WORKFLOW)`

const timeAlone = new RegExp(String.raw`^(\s*)(?:(${appTag})\s+)?(${stamp})$`, 'i')
const bracketAlone = new RegExp(String.raw`^\[(${stamp})\]$`, 'i')
const nameThenBracket = new RegExp(String.raw`^(\S[^[\]]{0,60}?)\s+(?:(${appTag})\s+)?\[(${stamp})\]$`, 'i')
const bracketThenName = new RegExp(String.raw`^\[(${stamp})\]\s+([^\s:<][^:<]{0,60})(?::\s*(.*))?$`, 'i')
const dashed = new RegExp(String.raw`^(\S[^—]{0,60}?)\s+(?:(${appTag})\s+)?—\s*(${stamp})$`, 'i')
/** `Ben  3:20 PM`, as Slack gives it to some: with am or pm, since `Version 3:20` is no head. */
const nameThenTime = new RegExp(
  String.raw`^(\p{Lu}[\p{L}.'’-]*(?:\s[\p{L}.'’()-]{1,30}){0,4}?)\s+(?:(${appTag})\s+)?(${clock})$`,
  'iu',
)
const whatsapp = new RegExp(String.raw`^(${day},\s${clock})\s-\s([^:]{1,60}):\s(.*)$`, 'i')
const irc = new RegExp(String.raw`^\[?(${stamp})\]?\s+<[@+%~&]?([^<>\s]{1,40})>\s(.*)$`, 'i')
const personName = /^\p{Lu}[\p{L}.'’-]*(?:,?\s[\p{L}.'’()-]+){0,4}$/u

/** Line numbers are from 0 here. */
function findHeads(lines: readonly string[]): Head[] {
  const heads: Head[] = []
  const hasHalves = lines.some((line) => timeAlone.test(line) && /[ap]\.?m/i.test(line))
  lines.forEach((raw, line) => {
    if (raw.length > 200 && !irc.test(raw.slice(0, 120)) && !whatsapp.test(raw.slice(0, 120))) return
    const text = raw.trim()
    const add = (head: Partial<Head> & Pick<Head, 'time'>) =>
      heads.push({ line, wordsFrom: line + 1, who: null, isBot: false, words: '', ...head })
    let match = timeAlone.exec(raw)
    if (match !== null) {
      const [, indent = '', tag, time = ''] = match
      const above = (lines[line - 1] ?? '').trim()
      const isTag = new RegExp(`^${appTag}$`, 'i').test(above)
      const name = isTag ? (lines[line - 2] ?? '').trim() : above
      const continues = indent === '' && tag === undefined && !isTag
      if (!continues && name !== '' && name.length <= 60)
        add({ line: line - (isTag ? 2 : 1), wordsFrom: line + 1, time, who: name, isBot: tag !== undefined || isTag })
      else if (heads.length > 0) add({ time: hasHalves ? withHalf(time, heads.at(-1)?.time ?? '') : time })
      return
    }
    match = bracketAlone.exec(text)
    if (match !== null && heads.length > 0) return add({ time: match[1] ?? '' })
    match = nameThenBracket.exec(text)
    if (match !== null) return add({ who: match[1] ?? '', isBot: match[2] !== undefined, time: match[3] ?? '' })
    match = /[ap]\.?m\.?$/i.test(text) ? nameThenTime.exec(text) : null
    if (match !== null) return add({ who: match[1] ?? '', isBot: match[2] !== undefined, time: match[3] ?? '' })
    match = dashed.exec(text)
    if (match !== null) return add({ who: match[1] ?? '', isBot: match[2] !== undefined, time: match[3] ?? '' })
    match = whatsapp.exec(text)
    if (match !== null) return add({ who: match[2] ?? '', time: match[1] ?? '', words: match[3] ?? '' })
    match = irc.exec(text)
    if (match !== null) return add({ who: match[2] ?? '', time: match[1] ?? '', words: match[3] ?? '' })
    match = bracketThenName.exec(text)
    if (match !== null && personName.test((match[2] ?? '').trim()))
      return add({ who: (match[2] ?? '').trim(), time: (match[1] ?? '').replace(/\s•\s(.+)$/, ' $1'), words: match[3] ?? '' })
  })
  return heads
}

/** `3:24` after `3:23 PM` is in the same half of the day, or, where it went back, in the other. */
function withHalf(time: string, before: string): string {
  if (/[ap]\.?m/i.test(time)) return time
  const half = /([ap])\.?m/i.exec(before)?.[1]?.toLowerCase()
  if (half === undefined) return time
  const minutes = (text: string) => {
    const [, hour = '0', minute = '0'] = /(\d{1,2})[:.](\d\d)/.exec(text) ?? []
    return (Number(hour) % 12) * 60 + Number(minute)
  }
  const other = half === 'a' ? 'PM' : 'AM'
  return `${time} ${minutes(time) >= minutes(before) ? `${half}m` : other}`
}

const dayLine =
  /^[-–—\s]*(?:(?:today|yesterday)[\s,]+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day[\s,]+)?((?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?)[-–—\s]*$/i

/** What clients copy along: counts of reactions and replies, buttons, labels. */
const chatter =
  /^(?:\(edited\)|New|APP|BOT|View (?:newer|older) replies|View thread|Also sent to the channel|Saved for later|Pinned by .{1,60}|(?:Last reply .{1,40}|\d{1,4} repl(?:y|ies)(?: Last reply .{1,40})?)|:[\w+'-]{1,60}:(?:\s?\d{1,4})?|\d{1,4}|(?:like|heart|laugh|surprised|sad|angry)\s\d{1,4})$/i

function assemble(lines: readonly string[], heads: readonly Head[], known: ImportKnown, file: number): Reading {
  const leftOut: LeftOutPart[] = []
  const written: WrittenTime[] = []
  const messages: { head: Head; words: string[]; to: number; time: number }[] = []
  const leave = (index: number, why: string) => {
    const text = (lines[index] ?? '').trim()
    if (text !== '') leftOut.push({ source: { file, from: index + 1, to: index + 1 }, text, why })
  }
  const starts = new Map(heads.map((head) => [head.line, head]))
  let current: (typeof messages)[number] | null = null
  for (let index = 0; index < lines.length; index += 1) {
    const text = (lines[index] ?? '').trim()
    const head = starts.get(index)
    const newDay = dayLine.exec(text)?.[1]
    if (head !== undefined) {
      written.push({ time: head.time })
      current = { head, words: head.words === '' ? [] : [head.words], to: head.wordsFrom, time: written.length - 1 }
      messages.push(current)
      index = head.wordsFrom - 1
    } else if (newDay !== undefined) {
      written.push({ time: newDay, day: true })
      leave(index, 'a day')
    } else if (chatter.test(text)) leave(index, 'no message')
    else if (current === null) leave(index, 'before the first message')
    else if (text !== '' || current.words.length > 0) {
      current.words.push(lines[index] ?? '')
      if (text !== '') current.to = index + 1
    }
  }
  const { times, asks } = placeTimes(written, known)
  const texts = messages.map(({ words }) => tidy(words.join('\n')).replace(/(?<!\s)\s*\(edited\)/g, ''))
  const marks = markEntries(texts)
  const rows: ImportedRow[] = []
  let who: string | null = null
  let isBot = false
  messages.forEach(({ head, to, time }, index) => {
    if (head.who !== null) [who, isBot] = [head.who, head.isBot]
    const source = { file, from: head.line + 1, to }
    const text = texts[index] ?? ''
    if (text === '') leftOut.push({ source, text: `${who ?? ''} ${head.time}`.trim(), why: 'no words' })
    else
      rows.push(
        newRow({
          id: `chat:${file}/${head.line + 1}`,
          ...(times[time] ?? noTime),
          text,
          who,
          mark: marks[index]?.[0] ?? null,
          isBot,
          isNoise: /^(?:joined|left|set the channel|was added to|has joined|has left)\b/.test(text),
          source,
        }),
      )
  })
  return { rows, leftOut, problems: [], asks }
}

const noTime: PlacedTime = { at: null, until: null, precision: 'minute', approximate: false }
