import type { History, Moment, Past, Version } from './historyApi.ts'

/** What is looked at in the history: one of its moments or versions, or the board as it is. */
export type Look = Past | { readonly is: 'now' }

/** The same text for the same thing. */
export function keyOf(past: Past): string {
  return past.is === 'moment' ? `moment ${past.seq}` : `version ${past.id}`
}

/**
 * The places of the slider: one for each moment, oldest first from 0, and behind them all one for now. A version stands where its moment
 * does, or the next that is left; one that is gone stands at now.
 */
export function placeOf(look: Look, { moments, versions }: History): number {
  if (look.is === 'now') return moments.length
  const seq = look.is === 'moment' ? look.seq : versions.find(({ id }) => id === look.id)?.seq
  if (seq === undefined) return moments.length
  const place = moments.findIndex((moment) => moment.seq >= seq)
  return place === -1 ? Math.max(0, moments.length - 1) : place
}

export function lookAtPlace(place: number, { moments }: History): Look {
  const moment = moments[place]
  return moment === undefined ? { is: 'now' } : { is: 'moment', seq: moment.seq }
}

/** The version or the moment that is looked at; null for now, and for what is not there. */
export function findLook(look: Look, { moments, versions }: History): Version | Moment | null {
  switch (look.is) {
    case 'now':
      return null
    case 'moment':
      return moments.find(({ seq }) => seq === look.seq) ?? null
    case 'version':
      return versions.find(({ id }) => id === look.id) ?? null
  }
}
