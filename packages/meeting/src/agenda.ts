import * as Y from 'yjs'
import * as z from 'zod/mini'
import { AuthorSchema, EntryIdSchema, fieldsOf, InstantSchema } from './board/entities.ts'
import { isId, type ParticipantId } from './ids.ts'
import { compare } from './order.ts'
import { defaultMinutes, meetingPhases, type Phase, phases } from './phases.ts'
import { type Role, roles } from './roles.ts'

/** What the facilitator shows to the whole room. `trap` is the name of a trap; unknown ones are ignored by the screen. */
export const CardSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('definition') }),
  z.object({ is: z.literal('trap'), trap: z.string().check(z.maxLength(40)) }),
])
export type Card = z.infer<typeof CardSchema>

const RestoredSchema = z.object({
  at: InstantSchema,
  by: AuthorSchema,
  /** Id of the version that holds the board as it was just before: to restore that one takes the restore back. */
  before: z.string().check(z.maxLength(40)),
  /** When the board was as it is again. */
  of: InstantSchema,
})
/** Somebody made the board say what it said at an earlier moment. */
export type Restored = z.infer<typeof RestoredSchema>

const AgendaSchema = z.object({
  phase: z.catch(z.enum(phases), 'draft'),
  /** When the present phase began; null before the meeting. */
  phaseStartedAt: z.catch(z.nullable(InstantSchema), null),
  card: z.catch(z.nullable(CardSchema), null),
  /** The timeline entry that the facilitator points at. */
  spotlight: z.catch(z.nullable(EntryIdSchema), null),
  /** When the parking was opened; null before. */
  revealedAt: z.catch(z.nullable(InstantSchema), null),
  revealWithoutNames: z.catch(z.boolean(), false),
  /** The newest restore of the board; null if there was none. */
  restored: z.catch(z.nullable(RestoredSchema), null),
  /** A facilitator has switched the coach off for everybody. */
  isCoachOff: z.catch(z.boolean(), false),
})

export type Agenda = z.infer<typeof AgendaSchema> & {
  /** Time budget of each phase; 0 is no budget. */
  readonly minutes: Readonly<Record<Phase, number>>
  /** The phases on the agenda, in its order: the draft, those of the meeting, the follow-up. Others can be entered all the same. */
  readonly steps: readonly Phase[]
  /** Milliseconds spent in each phase on earlier visits; the present visit counts from `phaseStartedAt`. */
  readonly spentMs: Readonly<Record<Phase, number>>
}

export function readAgenda(agenda: Y.Doc): Agenda {
  const root = agenda.getMap('agenda')
  const fields = AgendaSchema.parse(Object.fromEntries(root.entries()))
  return {
    ...fields,
    minutes: readPerPhase(root.get('minutes'), (phase) => defaultMinutes[phase]),
    steps: readSteps(root.get('steps')),
    spentMs: readPerPhase(root.get('spentMs'), () => 0),
  }
}

function readSteps(value: unknown): Phase[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : []
  const own = [...new Set(given)].flatMap((each) => meetingPhases.filter((phase) => phase === each))
  return ['draft', ...(own.length > 0 ? own : meetingPhases), 'follow-up']
}

/** Somebody who joined. They stay on the list, here or not: names for everything that carries their id. */
export interface Person {
  readonly id: ParticipantId
  readonly name: string
  readonly role: Role
  /** Has said to be with the definition. */
  readonly withIt: boolean
}

const PersonSchema = z.object({ name: z.string(), role: z.enum(roles), withIt: z.catch(z.boolean(), false) })

/** By name, then id. */
export function readPeople(agenda: Y.Doc): Person[] {
  const people: Person[] = []
  for (const [id, value] of agenda.getMap('people').entries()) {
    const result = PersonSchema.safeParse(fieldsOf(value))
    if (result.success && isId(id)) people.push({ id: id as ParticipantId, ...result.data })
  }
  return people.sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id))
}

const ParkedCountSchema = z.object({ ideas: z.catch(z.number(), 0), people: z.catch(z.number(), 0) })
export type ParkedCount = z.infer<typeof ParkedCountSchema>

/** How many ideas are parked and by how many people: all that anybody but their authors knows. */
export function readParkedCount(agenda: Y.Doc): ParkedCount {
  return ParkedCountSchema.parse(Object.fromEntries(agenda.getMap('parked').entries()))
}

function readPerPhase(value: unknown, fallback: (phase: Phase) => number): Record<Phase, number> {
  const given: Record<string, unknown> = value instanceof Y.Map ? Object.fromEntries(value.entries()) : {}
  return Object.fromEntries(
    phases.map((phase) => {
      const number = given[phase]
      return [phase, typeof number === 'number' && number >= 0 && Number.isFinite(number) ? number : fallback(phase)]
    }),
  ) as Record<Phase, number>
}
