import { floors } from './floors.ts'
import { hocuspocusServers } from './hocuspocus.ts'
import { ours } from './ours.ts'
import type { ServerKind } from './server.ts'
import { yWebsocketServers } from './yWebsocket.ts'

/** In the order of the tables. */
export const servers: readonly ServerKind[] = [ours, ...yWebsocketServers, ...hocuspocusServers, ...floors]
