import * as z from 'zod/mini'
import { defaultMinutes, type MeetingPhase, meetingPhases } from './phases.ts'

/** A phase that is on the agenda, and how long it is meant to take; 0 is no budget. */
export interface AgendaStep {
  readonly phase: MeetingPhase
  readonly minutes: number
}

export const maxMinutes = 600

/** Phases of the meeting itself, each at most once, in the order of the meeting. The draft before and the follow-up after are always there. */
export const AgendaStepsSchema = z
  .array(
    z.object({
      phase: z.enum(meetingPhases, `must be one of ${meetingPhases.join(', ')}`),
      minutes: z
        .int('must be a whole number of minutes')
        .check(z.minimum(0, 'must be 0 or more'), z.maximum(maxMinutes, `must be at most ${maxMinutes}`)),
    }),
    'must be a list of phases',
  )
  .check(
    z.minLength(1, 'must have at least one phase'),
    z.refine((steps) => new Set(steps.map(({ phase }) => phase)).size === steps.length, 'must have each phase once'),
  )

/** About an hour and a quarter. */
export const fullAgenda: readonly AgendaStep[] = meetingPhases.map((phase) => ({ phase, minutes: defaultMinutes[phase] }))

/** For small incidents and near misses: 25 minutes, of the same parts. Who is there knows the system. */
export const shortAgenda: readonly AgendaStep[] = [
  { phase: 'opening', minutes: 2 },
  { phase: 'overview', minutes: 3 },
  { phase: 'timeline', minutes: 9 },
  { phase: 'causes', minutes: 4 },
  { phase: 'lessons', minutes: 3 },
  { phase: 'recommendations', minutes: 3 },
  { phase: 'wrap-up', minutes: 1 },
]

export function minutesOf(steps: readonly AgendaStep[]): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0)
}
