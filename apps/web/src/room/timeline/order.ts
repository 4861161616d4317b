import { compare } from '@second-story/meeting'
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/**
 * The place of a row among rows of the same moment is a fractional key, `order`: moving one row writes one key, and two people who move
 * two rows at once both get what they did. Rows that nobody ever moved have none and stand behind those that have one, as they were made.
 */
export interface Ordered {
  readonly id: string
  readonly order: string | null
}

/**
 * The keys to write so that the row `id` stands at `index` among `others`, the rows of its moment in the order in which they are shown,
 * without it. Rows before that place get a key where they have none; usually one key is all.
 */
export function orderAt(id: string, others: readonly Ordered[], index: number): Ordered[] {
  const before = others.slice(0, index)
  const after = others[index]
  const written: Ordered[] = []
  try {
    let last: string | null = null
    for (const row of before) {
      if (row.order === null) written.push({ id: row.id, order: (last = generateKeyBetween(last, null)) })
      else last = row.order
    }
    const order = generateKeyBetween(last, after?.order ?? null)
    // A hand-written key may be one that this library makes and yet not lie between its neighbours.
    if ((last === null || compare(last, order) < 0) && (!after?.order || compare(order, after.order) < 0)) {
      return [...written, { id, order }]
    }
  } catch {
    // Keys of another client that make no sense: all of them are written anew below.
  }
  const rows = [...before.map((row) => row.id), id, ...others.slice(index).map((row) => row.id)]
  const keys = generateNKeysBetween(null, null, rows.length)
  return rows.map((row, place) => ({ id: row, order: keys[place] ?? null }))
}
