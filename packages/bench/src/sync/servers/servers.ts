import { floors } from './floors.ts'
import { hocuspocusServers } from './hocuspocus.ts'
import { ours } from './ours.ts'
import type { ServerKind } from './server.ts'
import { yWebsocketServers } from './yWebsocket.ts'

/** In the order of the tables. */
export const servers: readonly ServerKind[] = [ours, ...yWebsocketServers, ...hocuspocusServers, ...floors]

/** Throws if there is none of that name. */
export function findServer(name: string): ServerKind {
  const found = servers.find((kind) => kind.name === name)
  if (found === undefined)
    throw new Error(`There is no server "${name}". There are: ${servers.map((each) => each.name).join(', ')}.`)
  return found
}
