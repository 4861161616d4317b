import { seededRandom } from '../random.ts'

/** What happens, in order. Every step carries all that decides it, so that steps can be left out and the others stay what they are. */
export type Step =
  | { readonly is: 'edit'; readonly who: number; readonly number: number }
  /** The next frames of this client, or to it, are lost, kept back or sent twice. `end`: the line is good again; what was kept back arrives. */
  | { readonly is: 'line'; readonly who: number; readonly way: 'in' | 'out'; readonly does: LineFault }
  /** Gone, without a goodbye. */
  | { readonly is: 'leave'; readonly who: number }
  | { readonly is: 'come'; readonly who: number }
  /** Comes over a second connection, and only then does what was kept back arrive over the first. */
  | { readonly is: 'overtake'; readonly who: number }
  | { readonly is: 'kill' }
  /** Everybody leaves for so long that the room is unloaded, and the first comes back. */
  | { readonly is: 'unload' }
  | { readonly is: 'breathe' }

export type LineFault = 'lose' | 'keep' | 'twice' | 'end'

export interface Plan {
  readonly clients: number
  /** Whether people also undo and redo. */
  readonly undoes: boolean
  readonly steps: readonly Step[]
}

/** The same for the same seed. Some `edits` edits, and a trouble for every ten of them or so. */
export function makePlan(seed: number, edits: number): Plan {
  const random = seededRandom(seed)
  const clients = 3 + random.below(8)
  const undoes = random.below(4) === 0
  const steps: Step[] = []
  let count = 0
  while (count < edits) {
    const who = random.below(clients)
    const what = random.below(1000)
    if (what < 900) {
      steps.push({ is: 'edit', who, number: random.below(2 ** 31) })
      count += 1
    } else if (what < 930) {
      steps.push({ is: 'line', who, way: random.pick(['in', 'out']), does: random.pick(['lose', 'keep', 'twice', 'end', 'end']) })
    } else if (what < 950) steps.push({ is: 'leave', who })
    else if (what < 975) steps.push({ is: 'come', who })
    else if (what < 982) steps.push({ is: 'overtake', who })
    else if (what < 983) steps.push({ is: 'kill' })
    else if (what < 984) steps.push({ is: 'unload' })
    else steps.push({ is: 'breathe' })
  }
  return { clients, undoes, steps }
}

/** Leaves out ever smaller parts as long as it still fails. `fails` is asked at most so often: each time is a run of its own. */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>, tries = 60): Promise<Plan> {
  let { steps } = plan
  let left = tries
  for (let size = Math.ceil(steps.length / 2); size >= 1 && left > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < steps.length && left > 0; left--) {
      const fewer = steps.toSpliced(at, size)
      if (await fails({ ...plan, steps: fewer })) steps = fewer
      else at += size
    }
  }
  return { ...plan, steps }
}
