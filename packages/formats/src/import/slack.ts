import { fieldsOf, type Fields, linkOf, listOf, textAt, textOf } from './fields.ts'
import type { ImportedLink, ImportedRow, LeftOutPart } from './imported.ts'
import { noInstant, readInstant } from './instants.ts'
import type { ParsedFile, Reader, Reading } from './reading.ts'
import { newRow, tidy } from './rows.ts'
import { readSlackText, type SlackNames } from './slackText.ts'

/**
 * A Slack export: day files of one or more channels, with `users.json` and `channels.json` if they are there, in any order (Slack Help
 * Center, "How to read Slack data exports"; message subtypes as in the Slack API's "message" event).
 */
export const slack: Reader = {
  format: 'slack',
  isOf: ({ values }) => values.some((value) => listOf(value).some((item) => isMessage(item))),
  read(files, _known, progress) {
    const names = readNames(files)
    const reading: Draft = { rows: [], leftOut: [], problems: [], unknown: new Set(), names, seen: new Set() }
    const total = files.reduce(
      (sum, { values }) => sum + values.reduce<number>((count, value) => count + listOf(value).length, 0),
      0,
    )
    let done = 0
    files.forEach(({ name, values }, file) => {
      let item = 0
      for (const message of values.flatMap((value) => listOf(value))) {
        readMessage(message, { file, item, name: channelOf(name) }, reading)
        item += 1
        done += 1
        if (done % 1000 === 0) progress?.(done / total)
      }
    })
    const { rows, leftOut, problems, unknown } = reading
    if (unknown.size > 0)
      problems.push({
        where: 'names of people',
        expected: 'users.json of the same export, to be added',
        got: `${unknown.size} ${unknown.size === 1 ? 'person' : 'people'} known by id alone, such as ${[...unknown][0]}`,
      })
    return { rows, leftOut, problems, asks: [] }
  },
}

interface Draft {
  readonly rows: ImportedRow[]
  readonly leftOut: LeftOutPart[]
  readonly problems: Reading['problems'][number][]
  readonly unknown: Set<string>
  readonly names: SlackNames
  readonly seen: Set<string>
}

interface Place {
  readonly file: number
  readonly item: number
  readonly name: string
}

/** What people did to the channel, not in it. */
const aboutChannel =
  /^(?:channel|group)_|^tombstone$|^pinned_item$|^reminder_add$|^bot_(?:add|remove|enable|disable)$|^huddle_thread$/

function readMessage(value: unknown, { file, item, name }: Place, draft: Draft): void {
  const outer = fieldsOf(value)
  // Exports for lawyers have the message inside, and edits as events of their own.
  const message = fieldsOf(outer?.['message']) ?? outer
  const source = { file, item }
  if (message === null || !isMessage(message)) {
    if (isUser(value) || isChannel(value)) return
    draft.leftOut.push({ source, text: short(value), why: 'no message' })
    return
  }
  const time = readInstant(message['ts'])
  if (time === null) draft.problems.push(noInstant(`${name || 'message'} ${item + 1}`, 'ts', message['ts']))
  const words = wordsOf(message, draft)
  const who = whoWrote(message, draft)
  const subtype = textOf(message['subtype']) ?? ''
  if (aboutChannel.test(subtype)) {
    draft.leftOut.push({ source, text: `${who ?? ''} ${words.text}`.trim(), why: 'about the channel' })
    return
  }
  const id = `slack:${name}/${textOf(message['ts']) ?? item}`
  if (draft.seen.has(id)) {
    draft.leftOut.push({ source, text: words.text, why: 'there already' })
    return
  }
  draft.seen.add(id)
  if (words.text === '' && words.links.length === 0) {
    draft.leftOut.push({ source, text: who ?? short(value), why: 'no words' })
    return
  }
  const thread = textOf(message['thread_ts'])
  draft.rows.push(
    newRow({
      id,
      ...(time && { at: time.at, precision: time.precision }),
      text: words.text || words.links.map(({ title }) => title).join(', '),
      who,
      links: words.links,
      thread: thread !== null && thread !== message['ts'] ? `slack:${name}/${thread}` : null,
      isBot: subtype === 'bot_message' || typeof message['bot_id'] === 'string',
      source,
    }),
  )
}

/** Its text, the words of its attachments or blocks where it has none or they say more, and its files as links. */
function wordsOf(message: Fields, draft: Draft): { text: string; links: readonly ImportedLink[] } {
  const links: ImportedLink[] = []
  const say = (source: string | null): string => {
    if (source === null) return ''
    const read = readSlackText(source, draft.names)
    links.push(...read.links)
    for (const id of read.unknown) draft.unknown.add(id)
    return read.text
  }
  const parts = [say(textOf(message['text']))]
  for (const attachment of listOf(message['attachments'])) {
    const title = textAt(attachment, 'title')
    const titleLink = linkOf(textAt(attachment, 'title_link') ?? textAt(attachment, 'from_url'))
    if (titleLink !== null) links.push({ url: titleLink, title: title ?? titleLink })
    const told = [title, textAt(attachment, 'text')].filter((text) => text !== null).map(say)
    parts.push(...(told.length > 0 ? told : [say(textAt(attachment, 'fallback'))]))
  }
  if (parts.every((part) => part.trim() === '')) parts.push(say(wordsOfBlocks(message['blocks'])))
  for (const each of listOf(message['files'])) {
    const title = textAt(each, 'title') ?? textAt(each, 'name') ?? 'a file'
    const url = linkOf(textAt(each, 'permalink') ?? textAt(each, 'url_private'))
    if (url === null) parts.push(title)
    else links.push({ url, title })
  }
  const distinct = [...new Map(links.map((link) => [link.url, link])).values()]
  return { text: tidy([...new Set(parts.map(tidy))].join('\n')), links: distinct }
}

/** Texts of Block Kit, from top to bottom. */
function wordsOfBlocks(blocks: unknown): string | null {
  const found: string[] = []
  const look = (value: unknown, depth: number): void => {
    if (depth > 12) return
    if (Array.isArray(value)) for (const inner of value) look(inner, depth + 1)
    const fields = fieldsOf(value)
    if (fields === null) return
    if (typeof fields['text'] === 'string') found.push(fields['text'])
    else look(fields['text'], depth + 1)
    for (const name of ['fields', 'elements']) look(fields[name], depth + 1)
  }
  look(blocks, 0)
  return textOf(found.join('\n'))
}

function whoWrote(message: Fields, { names, unknown }: Draft): string | null {
  const id = textOf(message['user'])
  const named =
    (id === null ? null : names.users.get(id)) ??
    textAt(message, 'user_profile', 'display_name') ??
    textAt(message, 'user_profile', 'real_name') ??
    textOf(message['username']) ??
    textAt(message, 'bot_profile', 'name')
  if (named == null && id !== null) unknown.add(id)
  return named ?? id
}

function readNames(files: readonly ParsedFile[]): SlackNames {
  // In no export's list of people.
  const users = new Map([['USLACKBOT', 'Slackbot']])
  const channels = new Map<string, string>()
  for (const value of files.flatMap(({ values }) => values).flatMap((each) => listOf(each))) {
    const id = textAt(value, 'id')
    if (id === null) continue
    if (isUser(value)) {
      const name = textAt(value, 'profile', 'display_name') ?? textAt(value, 'profile', 'real_name') ?? textAt(value, 'name')
      if (name !== null) users.set(id, name)
    } else if (isChannel(value)) {
      channels.set(id, textAt(value, 'name') ?? id)
    }
  }
  return { users, channels }
}

function isMessage(value: unknown): boolean {
  const fields = fieldsOf(value)
  const message = fieldsOf(fields?.['message']) ?? fields
  return message !== null && 'ts' in message && (message['type'] === 'message' || 'user' in message || 'bot_id' in message)
}

function isUser(value: unknown): boolean {
  const fields = fieldsOf(value)
  return fields !== null && 'profile' in fields && textOf(fields['id']) !== null && !('ts' in fields)
}

function isChannel(value: unknown): boolean {
  const fields = fieldsOf(value)
  return fields !== null && 'members' in fields && textOf(fields['id']) !== null && !('ts' in fields)
}

/** `software` of `software/2018-02-10.json`: a channel tells messages with the same stamp apart. */
function channelOf(path: string): string {
  return path.split('/').at(-2) ?? ''
}

function short(value: unknown): string {
  return (JSON.stringify(value) ?? '').slice(0, 200)
}
