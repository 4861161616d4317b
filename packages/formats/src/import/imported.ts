import type { Mark, Precision } from '@second-story/meeting'

/** What can be read. Told by the content; a person may say otherwise. */
export const importFormats = [
  'text',
  'copied-chat',
  'slack',
  'pagerduty',
  'alertmanager',
  'grafana',
  'opsgenie',
  'statuspage',
  'github',
  'table',
] as const
export type ImportFormat = (typeof importFormats)[number]

/** Which columns of a table, by their numbers from 0, say what. */
export interface TableColumns {
  /** One column, or one with the day and one with the time. */
  readonly time: readonly number[]
  readonly text: readonly number[]
  readonly who: number | null
  readonly mark: number | null
}

/** What the review knows, and what the person who imports has answered. */
export interface ImportKnown {
  /** `YYYY-MM-DD`: the day of times that name none. */
  readonly date: string | null
  /** IANA name or offset: the zone of times that name none. */
  readonly zone: string | null
  readonly format?: ImportFormat
  readonly columns?: TableColumns
}

/** A row that could go into the timeline. */
export interface ImportedRow {
  /** The same for the same message, alert or line when it is read again. */
  readonly id: string
  /** ISO 8601: an instant with its offset; without one where `asks` names the zone; a day alone with the precision `day`; or null. */
  readonly at: string | null
  readonly until: string | null
  readonly precision: Precision
  readonly approximate: boolean
  readonly text: string
  readonly who: string | null
  readonly mark: Mark | null
  readonly links: readonly ImportedLink[]
  /** The row that this one answers. */
  readonly thread: string | null
  readonly isBot: boolean
  /** What people seldom keep, such as notifications and who was assigned. */
  readonly isNoise: boolean
  readonly source: SourcePlace
}

export interface ImportedLink {
  readonly url: string
  readonly title: string
}

/** Lines of a file as it is, from 1; or one item of a file of JSON, from 0. */
export type SourcePlace =
  | { readonly file: number; readonly from: number; readonly to: number }
  | { readonly file: number; readonly item: number }

/** What became no row, and why. It can be taken in as it is. */
export interface LeftOutPart {
  readonly source: SourcePlace
  readonly text: string
  readonly why: string
}

/** What could not be read as what it looks like. */
export interface ImportProblem {
  /** `line 12`, `message 3, field ts`. */
  readonly where: string
  readonly expected: string
  readonly got: string
}

export interface Imported {
  readonly format: ImportFormat
  /** In the order of time; rows without one stand where the source has them. */
  readonly rows: readonly ImportedRow[]
  readonly leftOut: readonly LeftOutPart[]
  readonly problems: readonly ImportProblem[]
  /** What the source leaves open, each to be asked once. */
  readonly asks: readonly ('date' | 'zone' | 'columns')[]
  readonly table: ImportedTable | null
}

export interface ImportedTable {
  readonly names: readonly string[]
  readonly columns: TableColumns
  /** The first rows, as they are. */
  readonly sample: readonly (readonly string[])[]
}

export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** Called now and then with the share that is done, 0 to 1. */
export type Progress = (share: number) => void
