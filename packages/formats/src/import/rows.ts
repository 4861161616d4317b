import type { ImportedRow, SourcePlace } from './imported.ts'

/** A row with what most rows have. */
export function newRow(
  row: Pick<ImportedRow, 'id' | 'text'> & { readonly source: SourcePlace } & Partial<ImportedRow>,
): ImportedRow {
  return {
    at: null,
    until: null,
    precision: 'second',
    approximate: false,
    who: null,
    mark: null,
    links: [],
    thread: null,
    isBot: false,
    isNoise: false,
    ...row,
  }
}

/** Like words in lines: no blanks at the ends, no empty lines in a row. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?<![^\S\n])[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
