import { plainText, type TextValue } from '@second-story/meeting'
import { useRichText } from '../editor/useRichText.ts'

/** A live text as one line of at most `length` characters. */
export function useRichTextLine(value: TextValue, length: number): string {
  const line = plainText(useRichText(value)).replace(/\s+/g, ' ').trim()
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`
}
