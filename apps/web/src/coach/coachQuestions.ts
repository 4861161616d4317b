import { type Field, type Finding, findings, type TrapLabel } from '@second-story/coach'

/** What an organisation calls a trap beside ours, and what it never does. */
export interface OwnWords {
  readonly allow: readonly string[]
  readonly extraWords: readonly { readonly phrase: string; readonly trap: TrapLabel }[]
}

export interface Question {
  readonly id: number
  readonly texts: readonly string[]
  readonly field: Field
  readonly own: OwnWords
}

export interface Answer {
  readonly id: number
  /** One list for each text. */
  readonly found: readonly (readonly Finding[])[]
}

/** In the worker. */
export function answer({ id, texts, field, own }: Question): Answer {
  return { id, found: texts.map((text) => findings(text, { field, ...own })) }
}
