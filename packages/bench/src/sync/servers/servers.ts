import { floors } from './floors.ts'
import { ours } from './ours.ts'
import type { ServerKind } from './server.ts'

/** In the order of the tables. */
export const servers: readonly ServerKind[] = [ours, ...floors]
