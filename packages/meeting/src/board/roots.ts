import type * as Y from 'yjs'

/** Rich-text sections of the board. */
export const sections = ['background', 'summary', 'impact', 'detection', 'trigger', 'resolution', 'supporting'] as const
export type Section = (typeof sections)[number]

/** Roots of the board that hold entities by id. */
export const collections = ['timeline', 'questions', 'notes', 'causes', 'lessons', 'recommendations'] as const
export type Collection = (typeof collections)[number]

export function boardDetails(board: Y.Doc): Y.Map<unknown> {
  return board.getMap('details')
}

export function boardSection(board: Y.Doc, section: Section): Y.XmlFragment {
  return board.getXmlFragment(section)
}

export function boardCollection(board: Y.Doc, collection: Collection): Y.Map<unknown> {
  return board.getMap(collection)
}
