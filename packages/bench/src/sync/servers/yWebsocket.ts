import { join } from 'node:path'
import { yWebsocketWire } from '../load/wire.ts'
import { peersFolder } from './peers.ts'
import { freePort, newFolder, startNode } from './process.ts'
import type { BenchServer, ServerKind } from './server.ts'

/** The server that comes with y-websocket 2.1.0, as its package starts it. */
export const yWebsocketServers: readonly ServerKind[] = [
  yWebsocket('y-websocket', 'y-websocket 2.1, in memory', false),
  yWebsocket('y-websocket-leveldb', 'y-websocket 2.1, leveldb', true),
]

function yWebsocket(name: string, title: string, isDurable: boolean): ServerKind {
  return {
    name,
    title,
    is: 'peer',
    isDurable,
    async open() {
      const folder = await newFolder()
      return open({ folder: folder.path, isDurable, remove: folder.remove })
    },
  }
}

async function open(data: { folder: string; isDurable: boolean; remove: () => Promise<void> }): Promise<BenchServer> {
  const port = await freePort()
  const server = await startNode([join(peersFolder, 'node_modules/y-websocket/bin/server.cjs')], {
    environment: { HOST: '127.0.0.1', PORT: String(port), ...(data.isDurable && { YPERSISTENCE: data.folder }) },
    ready: 'running at',
  })
  return {
    pid: server.pid,
    wire: yWebsocketWire,
    document: (room) => `room-${room}`,
    address: (room) => ({ port, path: `/room-${room}` }),
    kill: server.kill,
    reopen: () => open(data),
    async close() {
      await server.kill()
      await data.remove()
    },
  }
}
