import { fileURLToPath } from 'node:url'
import { yWebsocketWire } from '../load/wire.ts'
import { freePort, startNode } from './process.ts'
import type { BenchServer, Needs, ServerKind } from './server.ts'

/** What no server can beat without sending less: relays that know nothing of what they relay, and keep nothing. */
export const floors: readonly ServerKind[] = [
  floor('floor-each', 'floor: one send per receiver', 'sendEach'),
  floor('floor-shared', 'floor: each frame encoded once', 'sendShared'),
  floor('floor-turn', 'floor: one write per receiver and turn', 'sendPerTurn'),
  floor('floor-10ms', 'floor: one write per receiver and 10 ms', 'sendPerTurn', 10),
]

function floor(name: string, title: string, fanOut: string, windowMs = 0): ServerKind {
  const open = async (needs: Needs): Promise<BenchServer> => {
    const port = await freePort()
    const relay = fileURLToPath(new URL('../floors/relay.mjs', import.meta.url))
    const server = await startNode([relay, fanOut], {
      environment: { PORT: String(port), WINDOW_MS: String(windowMs), KEEPS: needs.keeps ? '1' : '' },
      ready: 'ready',
    })
    return {
      pid: server.pid,
      wire: yWebsocketWire,
      document: (room) => `room-${room}`,
      address: (room) => ({ port, path: `/room-${room}` }),
      kill: server.kill,
      reopen: () => open(needs),
      close: server.kill,
    }
  }
  return { name, title, is: 'floor', isDurable: false, open }
}
