/** Times are reckoned with `Temporal`, which Safari doesn't have yet: only there its replacement (19 KB) is fetched, before the room is drawn. */
export async function ensureTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
}
