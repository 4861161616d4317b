import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Access } from '../access/access.ts'
import type { Settings } from '../settings.ts'
import { calendarRoutes } from './calendar/calendarRoutes.ts'
import { coachRoutes } from './coachRoutes.ts'
import { createRoutes } from './createRoutes.ts'
import { exportRoutes } from './exportRoutes.ts'
import type { History } from './history/history.ts'
import { historyRoutes } from './history/historyRoutes.ts'
import { joinRoutes } from './joinRoutes.ts'
import type { Meetings } from './meetings.ts'
import { parkingRoutes } from './parking/parkingRoutes.ts'
import type { Parking } from './parking/parking.ts'
import type { PeopleChanges } from './peopleChanges.ts'
import { peopleRoutes } from './peopleRoutes.ts'
import { recordRoutes } from './recordRoutes.ts'
import { steeringRoutes } from './steeringRoutes.ts'

/** What the routes of a meeting work with. */
export interface MeetingRouteOptions {
  readonly meetings: Meetings
  readonly access: Access
  readonly parking: Parking
  readonly people: PeopleChanges
  readonly history: History
  readonly settings: Settings
}

/** Everything under `/api/meetings`. */
export const meetingRoutes: FastifyPluginAsyncZod<MeetingRouteOptions> = async (
  app,
  { meetings, access, parking, people, history, settings },
) => {
  // Without the prefix that came with them: each plugin would add it once more.
  const options: MeetingRouteOptions = { meetings, access, parking, people, history, settings }
  await app.register(createRoutes, options)
  await app.register(joinRoutes, options)
  await app.register(recordRoutes, options)
  await app.register(steeringRoutes, options)
  await app.register(peopleRoutes, options)
  await app.register(parkingRoutes, options)
  await app.register(exportRoutes, options)
  await app.register(calendarRoutes, options)
  await app.register(historyRoutes, options)
  await app.register(coachRoutes, options)
}
