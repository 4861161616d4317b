/** Every time zone the browser knows, with UTC, this device's own and `present` in any case. */
export function zones(present: string): readonly string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []
  return [...new Set(['UTC', ownZone(), present, ...known])]
}

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
