import {
  type AgendaStep,
  type Card,
  type EntryId,
  type ParkedCount,
  type ParticipantId,
  type Phase,
  readAgenda,
  type Restored,
  type Role,
} from '@second-story/meeting'
import * as Y from 'yjs'

/**
 * Writes to a meeting's agenda document. Only the server may; everybody sees the result at once. Each is one step of a
 * transaction that the caller opens (`rooms.edit`). Times are ISO 8601 UTC.
 */

export function seedAgenda(
  agenda: Y.Doc,
  given: {
    minutes: Readonly<Partial<Record<Phase, number>>>
    steps?: readonly AgendaStep[] | undefined
    revealWithoutNames: boolean
  },
): void {
  const root = agenda.getMap('agenda')
  root.set('phase', 'draft')
  root.set('phaseStartedAt', null)
  root.set('minutes', new Y.Map(Object.entries(given.minutes)))
  root.set('spentMs', new Y.Map())
  root.set('card', null)
  root.set('spotlight', null)
  root.set('revealedAt', null)
  root.set('revealWithoutNames', given.revealWithoutNames)
  root.set('restored', null)
  setParkedCount(agenda, { ideas: 0, people: 0 })
  if (given.steps) setSteps(agenda, given.steps)
}

/** Returns the phase that was on before. Entering that one changes nothing: its clock runs on. */
export function enterPhase(agenda: Y.Doc, phase: Phase, now: Date): Phase {
  const root = agenda.getMap('agenda')
  const before = readAgenda(agenda)
  if (before.phase === phase) return phase
  if (before.phaseStartedAt !== null) {
    const spent = before.spentMs[before.phase] + Math.max(0, now.getTime() - Date.parse(before.phaseStartedAt))
    mapIn(root, 'spentMs').set(before.phase, spent)
  }
  root.set('phase', phase)
  root.set('phaseStartedAt', phase === 'draft' ? null : now.toISOString())
  return before.phase
}

export function setMinutes(agenda: Y.Doc, phase: Phase, minutes: number): void {
  mapIn(agenda.getMap('agenda'), 'minutes').set(phase, minutes)
}

/** Which phases are on the agenda, in which order, and their minutes. Those of other phases stay, for when one of them comes back. */
export function setSteps(agenda: Y.Doc, steps: readonly AgendaStep[]): void {
  agenda.getMap('agenda').set(
    'steps',
    steps.map(({ phase }) => phase),
  )
  for (const { phase, minutes } of steps) setMinutes(agenda, phase, minutes)
}

export function showCard(agenda: Y.Doc, card: Card | null): void {
  agenda.getMap('agenda').set('card', card)
}

export function pointAt(agenda: Y.Doc, entry: EntryId | null): void {
  agenda.getMap('agenda').set('spotlight', entry)
}

export function setRevealWithoutNames(agenda: Y.Doc, withoutNames: boolean): void {
  agenda.getMap('agenda').set('revealWithoutNames', withoutNames)
}

export function setRevealed(agenda: Y.Doc, at: string): void {
  const root = agenda.getMap('agenda')
  if (root.get('revealedAt') !== at) root.set('revealedAt', at)
}

export function setRestored(agenda: Y.Doc, restored: Restored): void {
  agenda.getMap('agenda').set('restored', restored)
}

export function setCoachOff(agenda: Y.Doc, isOff: boolean): void {
  const root = agenda.getMap('agenda')
  if ((root.get('isCoachOff') ?? false) !== isOff) root.set('isCoachOff', isOff)
}

/** Adds somebody to the list of people, or changes what is given. What stays the same is not written again. */
export function setPerson(agenda: Y.Doc, id: ParticipantId, fields: { name?: string; role?: Role; withIt?: boolean }): void {
  const person = mapIn(agenda.getMap('people'), id)
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined && person.get(field) !== value) person.set(field, value)
  }
}

export function setParkedCount(agenda: Y.Doc, count: ParkedCount): void {
  const root = agenda.getMap('parked')
  if (root.get('ideas') !== count.ideas) root.set('ideas', count.ideas)
  if (root.get('people') !== count.people) root.set('people', count.people)
}

function mapIn(root: Y.Map<unknown>, key: string): Y.Map<unknown> {
  const present = root.get(key)
  if (present instanceof Y.Map) return present
  const map = new Y.Map<unknown>()
  root.set(key, map)
  return map
}
