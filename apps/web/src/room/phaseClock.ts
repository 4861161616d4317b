import type { Agenda, Phase } from '@second-story/meeting'

type Clock = Pick<Agenda, 'phase' | 'phaseStartedAt' | 'spentMs'>

/** Milliseconds that the room has spent in a phase up to `now`, the present visit included. Never negative, however clocks differ. */
export function spentMsIn(agenda: Clock, phase: Phase, now: number): number {
  const { phaseStartedAt } = agenda
  const present = agenda.phase === phase && phaseStartedAt !== null ? Math.max(0, now - Date.parse(phaseStartedAt)) : 0
  return agenda.spentMs[phase] + present
}

export interface ClockText {
  readonly text: string
  readonly isOver: boolean
}

/** Elapsed of the budget in whole minutes, for a clock that nobody has to watch; null where there is no budget. */
export function clockText(spentMs: number, budgetMinutes: number): ClockText | null {
  if (budgetMinutes <= 0) return null
  const spent = Math.floor(spentMs / 60_000)
  const over = spent - Math.round(budgetMinutes)
  return over > 0
    ? { text: `+${over} min over`, isOver: true }
    : { text: `${spent} of ${Math.round(budgetMinutes)} min`, isOver: false }
}
