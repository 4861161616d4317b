import { durableEdits, flatOut200, flatOut50 } from './flatOut.ts'
import type { Scenario } from './scenario.ts'
import { bigMeeting, manySmallMeetings } from './steadyTyping.ts'

/** In the order of the tables. */
export const scenarios: readonly Scenario[] = [manySmallMeetings, bigMeeting, flatOut50, flatOut200, durableEdits]
