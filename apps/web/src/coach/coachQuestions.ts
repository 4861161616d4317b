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
  const words = sameWords(own)
  return { id, found: texts.map((text) => findings(text, { field, ...words })) }
}

let last: OwnWords = { allow: [], extraWords: [] }

/** Every message brings a copy of the lists; the coach prepares a list once. */
function sameWords(own: OwnWords): OwnWords {
  if (JSON.stringify(own) !== JSON.stringify(last)) last = own
  return last
}
