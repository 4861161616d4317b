/** By code unit, never by locale: every client must show the same order. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

interface Created {
  readonly createdAt: string
  readonly id: string
}

export function byCreation(a: Created, b: Created): number {
  return compare(a.createdAt, b.createdAt) || compare(a.id, b.id)
}
