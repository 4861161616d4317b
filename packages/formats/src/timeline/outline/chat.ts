import { readStamp } from '../stamps/readStamp.ts'
import type { Stamp } from '../stamps/stamp.ts'

/** `name [3:20 PM]`, `name APP [3:20 PM]`, `name — Today at 10:15`: the head of a copied chat message, whose words stand below. */
export function readChatHead(body: string): Stamp | null {
  const bracket = bracketed.exec(body)
  const at = bracket === null ? dashed.exec(body)?.[0].length : bracket[0].length
  if (at === undefined) return null
  const read = readStamp(body, at)
  return read !== null && read.end >= body.length && read.value.is === 'time' && read.value.from.clock !== null
    ? read.value
    : null
}

/** `Katharine [3 hours ago]`: a message whose time is lost. */
export function isTimelessChatHead(body: string): boolean {
  return /^\S.{0,60}\s\[(?:about |an? )?\d{0,3}\s?(?:second|minute|hour|day|week|month|year)s? ago\]$/.test(body)
}

/** Names that stand behind the time in copies from Teams: `Oduya, Graham`. */
export function isChatName(rest: string): boolean {
  return /^\p{Lu}[\p{L}'-]{1,30}, \p{Lu}[\p{L}' -]{1,30}$/u.test(rest)
}

const bracketed = /^[^\s[\]](?:[^[\]]{0,60}[^\s[\]])?\s{1,4}(?:APP\s|BOT\s)?(?=\[[^[\]]{4,40}\]$)/
const dashed = /^[^\s\u2014][^\u2014]{0,60}\s\u2014\s(?=(?:Today|Yesterday|\d)[^\u2014]{4,40}$)/
