import { type Person, phaseNames } from '@second-story/meeting'
import { formatIn } from '../entryTime.ts'
import type { Version } from './historyApi.ts'

/** How the history says when, who and what. */

/** `14:05`, with `seconds` `14:05:10`; with its day where that is not today: `2 Mar 2026, 14:05`. Told in the meeting's zone. */
export function whenText(at: string, zone: string, now: number, precision: 'minute' | 'second' = 'minute'): string {
  const then = new Date(at)
  const day = formatIn(zone, 'day', then)
  const clock = formatIn(zone, precision, then)
  return day === formatIn(zone, 'day', new Date(now)) ? clock : `${day}, ${clock}`
}

/** `You, Ada and Ben`; more than three are counted. Empty for nobody. */
export function namesText(ids: readonly string[], people: readonly Person[], self: string): string {
  const known = ids.flatMap((id) => (id === self ? [] : (people.find((person) => person.id === id)?.name ?? [])))
  const names = ids.includes(self) ? ['You', ...known] : known
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names
  return new Intl.ListFormat('en-GB').format(shown)
}

export function versionName({ kind, name, phase }: Pick<Version, 'kind' | 'name' | 'phase'>): string {
  switch (kind) {
    case 'named':
      return name
    case 'phase':
      return `End of ${phase === undefined ? name : phaseNames[phase]}`
    case 'before-restore':
      return 'Before a restore'
  }
}
