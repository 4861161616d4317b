import type { Person } from '@second-story/meeting'

/** Something on the board, as far as it tells who wrote it. */
interface Written {
  readonly by: string | null
  readonly accounts?: readonly { readonly by: string | null }[]
}

/**
 * Who takes part and has written nothing on the board so far. Observers are here to listen, and the one who asks knows about themselves.
 * Parked ideas can't count: nobody sees who parks.
 */
export function unheard(people: readonly Person[], board: readonly (readonly Written[])[], asking: string): readonly Person[] {
  const heard = new Set<string | null>()
  for (const entities of board) {
    for (const { by, accounts = [] } of entities) {
      heard.add(by)
      for (const account of accounts) heard.add(account.by)
    }
  }
  return people.filter(({ id, role }) => role !== 'observer' && id !== asking && !heard.has(id))
}
