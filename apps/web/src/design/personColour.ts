/** A colour for a person, 1 to 12, the same on every screen. */
export function personColour(id: string): number {
  let hash = 7
  for (let index = 0; index < id.length; index++) hash = (hash * 31 + id.charCodeAt(index)) >>> 0
  return (hash % 12) + 1
}
