import { mergeTargets, type Recommendation } from '@second-story/meeting'

/** A recommendation as it stands: with those that were merged into it. */
export interface Standing {
  readonly id: string
  readonly merged: readonly string[]
}

/**
 * What is open for discussion or kept, and what was set aside, in order of creation: votes must not move the line that somebody reads.
 * Merged ones stand under the one they went into.
 */
export function standing(all: readonly Recommendation[]): { open: readonly Standing[]; setAside: readonly Standing[] } {
  const targets = mergeTargets(all)
  const stand = all.filter((each) => targets.get(each.id) === each.id)
  const withMerged = (each: Recommendation): Standing => ({
    id: each.id,
    merged: all.filter((other) => other.id !== each.id && targets.get(other.id) === each.id).map((other) => other.id),
  })
  return {
    open: stand.filter((each) => each.state !== 'set-aside').map(withMerged),
    setAside: stand.filter((each) => each.state === 'set-aside').map(withMerged),
  }
}
