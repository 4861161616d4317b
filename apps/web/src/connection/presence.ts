import { isId, type ParticipantId, type Phase, phases, type Role, roles } from '@second-story/meeting'
import type { Awareness } from 'y-protocols/awareness'
import * as z from 'zod/mini'

/** Somebody who is here now, and where they look. Their id, name and role come from the server, the rest from their own screen. */
export interface Present {
  readonly id: ParticipantId
  readonly name: string
  readonly role: Role
  readonly phase: Phase | null
  /** The entity that they are editing. */
  readonly entry: string | null
}

const StateSchema = z.object({
  user: z.object({ id: z.custom<ParticipantId>(isId), name: z.string(), role: z.enum(roles) }),
  phase: z.catch(z.nullable(z.enum(phases)), null),
  entry: z.catch(z.nullable(z.string()), null),
})

/** Who is here, each once (someone may have several tabs: the one that edits counts), by name. */
export function readPresent(awareness: Awareness): Present[] {
  const people = new Map<ParticipantId, Present>()
  for (const state of awareness.getStates().values()) {
    const result = StateSchema.safeParse(state)
    if (!result.success) continue
    const { user, phase, entry } = result.data
    const known = people.get(user.id)
    if (!known || (known.entry === null && entry !== null)) people.set(user.id, { ...user, phase, entry })
  }
  return [...people.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
