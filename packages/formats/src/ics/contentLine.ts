/**
 * The lines of an iCalendar file (RFC 5545, 3.1): `NAME;PARAM=value:value`, folded so that no line has more than 75 octets of UTF-8.
 * Invariants: a fold never cuts a character in two, what people wrote can open no line of its own, unfolding gives the text back.
 */

/** One property; `value` is already in the form of its type. Lines end with CRLF between them, and not behind the last. */
export function contentLine(name: string, value: string): string {
  return fold(`${name}:${value}`)
}

/** A value of type TEXT (3.3.11). Control characters have no place in one and are left out; any kind of line end becomes one. */
export function textValue(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex -- the grammar's CONTROL: all but tab and the line feed, which is escaped below
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\n/g, '\\n')
  )
}

const maxOctets = 75

function fold(line: string): string {
  const lines: string[] = []
  let present = ''
  let octets = 0
  for (const character of line) {
    const more = octetsOf(character)
    if (octets + more > maxOctets) {
      lines.push(present)
      present = ' '
      octets = 1
    }
    present += character
    octets += more
  }
  return [...lines, present].join('\r\n')
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4
}
