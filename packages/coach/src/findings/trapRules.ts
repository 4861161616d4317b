import type { TrapLabel } from './finding.ts'
import type { TrapRules } from './rule.ts'
import { anonymisedActor } from './traps/anonymisedActor.ts'
import { cherryPicking } from './traps/cherryPicking.ts'
import { counterfactual } from './traps/counterfactual.ts'
import { exhortation } from './traps/exhortation.ts'
import { hindsight } from './traps/hindsight.ts'
import { humanError } from './traps/humanError.ts'
import { judgement } from './traps/judgement.ts'
import { vagueAction } from './traps/vagueAction.ts'

/** Everything that the coach knows of each trap. */
const byLabel: Readonly<Record<TrapLabel, TrapRules>> = {
  counterfactual,
  hindsight,
  cherry_picking: cherryPicking,
  human_error: humanError,
  judgement,
  anonymised_actor: anonymisedActor,
  exhortation,
  vague_action: vagueAction,
}

export const trapRules: readonly TrapRules[] = Object.values(byLabel)

export function findTrapRules(label: TrapLabel): TrapRules {
  return byLabel[label]
}
