import type { ImportedTable, ImportFormat, ImportKnown, Imported, Progress } from './imported.ts'

/** A file of JSON, parsed. */
export interface ParsedFile {
  readonly name: string
  readonly values: readonly unknown[]
}

export type Reading = Pick<Imported, 'rows' | 'leftOut' | 'problems' | 'asks'> & { readonly table?: ImportedTable }

/** One kind of source in JSON. */
export interface Reader {
  readonly format: ImportFormat
  /** Told by what is in it, never by its name. */
  isOf(file: ParsedFile): boolean
  read(files: readonly ParsedFile[], known: ImportKnown, progress?: Progress): Reading
}
