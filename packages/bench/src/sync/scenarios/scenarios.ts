import { cursors } from './cursors.ts'
import { durableEdits, flatOut200, flatOut50 } from './flatOut.ts'
import { growth } from './growth.ts'
import { idle } from './idle.ts'
import { killFlatOut, killSteady } from './kill.ts'
import { meetingBegins, meetingBeginsTyped, theyComeBack } from './joins.ts'
import type { Scenario } from './scenario.ts'
import { bigMeeting, bigWithCarets, manySmallMeetings, manyWithCarets } from './steadyTyping.ts'

/** In the order of the tables. */
export const scenarios: readonly Scenario[] = [
  meetingBegins,
  meetingBeginsTyped,
  theyComeBack,
  manySmallMeetings,
  bigMeeting,
  manyWithCarets,
  bigWithCarets,
  flatOut50,
  flatOut200,
  durableEdits,
  killSteady,
  killFlatOut,
  cursors,
  idle,
]

export { growth }

/** Throws if there is none of that name. */
export function findScenario(name: string): Scenario {
  const found = [...scenarios, ...growth].find((scenario) => scenario.name === name)
  if (found === undefined)
    throw new Error(`There is no scenario "${name}". There are: ${scenarios.map((each) => each.name).join(', ')}.`)
  return found
}
