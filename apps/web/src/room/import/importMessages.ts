import type { ImportedRow, ImportedTable, ImportFormat, ImportKnown, ImportProblem, SourcePlace } from '@second-story/formats'

/** Something that may become a row of the timeline: a row that was read, or a part of the source that was left out. */
export interface Candidate {
  readonly row: ImportedRow
  /** Why it was left out; null for what was read as a row. */
  readonly leftOut: string | null
  /** The timeline has a row of this time with these words. */
  readonly isThere: boolean
  /** What is proposed, until somebody decides. */
  readonly isProposed: boolean
}

export interface Person {
  readonly name: string
  readonly count: number
}

/** What a reading says besides its rows. */
export interface Summary {
  readonly format: ImportFormat
  readonly asks: readonly ('date' | 'zone' | 'columns')[]
  readonly problems: readonly ImportProblem[]
  readonly table: ImportedTable | null
  readonly people: readonly Person[]
  /** How many rows were read; what was left out is not counted. */
  readonly rows: number
  /** Names of the files, by the numbers that places use. */
  readonly files: readonly string[]
  /** Whether the proposal leaves out rows only because there are so many. */
  readonly isPicked: boolean
}

export interface NamedBlob {
  readonly name: string
  readonly blob: Blob
}

/** To the worker. Of two readings the later one counts. */
export type ImportQuestion =
  | {
      readonly is: 'read'
      readonly reading: number
      readonly files: readonly NamedBlob[]
      readonly known: ImportKnown
      readonly there: readonly string[]
    }
  | { readonly is: 'show'; readonly place: SourcePlace; readonly id: string }

/** From the worker, in parts that the page can take between two frames. */
export type ImportAnswer =
  | { readonly is: 'progress'; readonly reading: number; readonly share: number }
  | { readonly is: 'candidates'; readonly reading: number; readonly candidates: readonly Candidate[] }
  | { readonly is: 'lines'; readonly reading: number; readonly file: number; readonly lines: readonly string[] }
  | { readonly is: 'done'; readonly reading: number; readonly summary: Summary }
  | { readonly is: 'failed'; readonly reading: number; readonly why: string }
  | { readonly is: 'shown'; readonly id: string; readonly text: string }
