import type { Moment } from '@second-story/sync'

/**
 * At most so many moments, oldest first: neighbours within one stretch of time become one, which is the newest of them by all of their
 * writers. The stretch is the shortest that does it, of 1 s, 2 s, 4 s and so on.
 */
export function groupMoments(moments: readonly Moment[], most: number): readonly Moment[] {
  let grouped = moments
  for (let stretchMs = 1000; grouped.length > most; stretchMs *= 2) grouped = groupWithin(grouped, stretchMs)
  return grouped
}

function groupWithin(moments: readonly Moment[], stretchMs: number): Moment[] {
  const groups: { stretch: number; newest: Moment; by: Set<string> }[] = []
  for (const moment of moments) {
    const stretch = Math.floor(Date.parse(moment.at) / stretchMs)
    const last = groups.at(-1)
    if (last?.stretch === stretch) {
      last.newest = moment
      for (const owner of moment.by) last.by.add(owner)
    } else groups.push({ stretch, newest: moment, by: new Set(moment.by) })
  }
  return groups.map(({ newest, by }) => ({ seq: newest.seq, at: newest.at, by: [...by] }))
}
