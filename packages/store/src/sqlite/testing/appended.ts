export const documentsToAppend = ['one', 'two', 'three']

/** The bytes that the kill test writes as a row, so that whoever reads them can tell whether they are right. Sizes differ. */
export function updateFor(document: string, seq: number): Uint8Array {
  return new TextEncoder().encode(`${document} ${seq} `.repeat(1 + ((seq * 37) % 400)))
}
