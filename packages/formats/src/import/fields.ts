/** Ways to look into values of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text that is not blank, else null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** The text at the end of a path of fields. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  let at = value
  for (const name of path) at = fieldsOf(at)?.[name]
  return textOf(at)
}

/** What names a thing: a word or a number. */
export function idOf(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : textOf(value)
}

/** An address that may be followed. */
export function linkOf(value: unknown): string | null {
  const text = textOf(value)
  return text !== null && /^https?:\/\/[^\s<>"]+$/i.test(text) ? text : null
}
