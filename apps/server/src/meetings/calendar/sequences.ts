import type { EventTime } from '@second-story/formats'
import * as Y from 'yjs'
import { z } from 'zod/mini'
import type { CalendarEventName } from './calendarEvents.ts'

const HandedOutSchema = z.object({ sequence: z.int().check(z.minimum(0)), time: z.string() })

/**
 * The SEQUENCE for a file that is about to be handed out: one more than that of the last one where the time has changed since, else
 * the same. It is kept in the agenda document, which only the server writes: on the board an undo or a restore would take it back,
 * and calendars would then keep the older time for good.
 */
export function nextSequence(agenda: Y.Doc, name: CalendarEventName, time: EventTime): number {
  const handedOut = mapIn(agenda.getMap('agenda'), 'calendar')
  const last = HandedOutSchema.safeParse(handedOut.get(name)).data
  const told = JSON.stringify(time)
  if (last?.time === told) return last.sequence
  const sequence = last === undefined ? 0 : last.sequence + 1
  handedOut.set(name, { sequence, time: told })
  return sequence
}

function mapIn(root: Y.Map<unknown>, field: string): Y.Map<unknown> {
  const present = root.get(field)
  if (present instanceof Y.Map) return present
  const made = new Y.Map<unknown>()
  root.set(field, made)
  return made
}
