import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as encoding from 'lib0/encoding'
import { endOfVarUint, readVarUint } from '../load/structs.ts'
import type { Wire } from '../load/wire.ts'
import { peersFolder } from './peers.ts'
import { freePort, newFolder, startNode } from './process.ts'
import type { BenchServer, ServerKind } from './server.ts'

/** Hocuspocus 4 with its defaults, and nobody asked for a password. */
export const hocuspocusServers: readonly ServerKind[] = [
  hocuspocus('hocuspocus', 'Hocuspocus 4.7, in memory', false),
  hocuspocus('hocuspocus-sqlite', 'Hocuspocus 4.7, SQLite', true),
]

/** The name of the document before each message, and a token before the first. */
const wire: Wire = {
  hello: (document) => [
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, document)
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'token')
    }),
  ],
  wrap: (document, message) =>
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, document)
      encoding.writeUint8Array(encoder, message)
    }),
  skip: (bytes, from) => readVarUint(bytes, from) + endOfVarUint(),
}

function hocuspocus(name: string, title: string, isDurable: boolean): ServerKind {
  return {
    name,
    title,
    is: 'peer',
    isDurable,
    needsNode: 22,
    async open() {
      const folder = await newFolder()
      return open({ file: isDurable ? join(folder.path, 'hocuspocus.sqlite') : '', remove: folder.remove })
    },
  }
}

async function open(data: { file: string; remove: () => Promise<void> }): Promise<BenchServer> {
  const port = await freePort()
  const server = await startNode([fileURLToPath(new URL('runHocuspocus.mjs', import.meta.url)), peersFolder], {
    environment: { PORT: String(port), SQLITE_FILE: data.file },
    ready: 'ready',
  })
  return {
    pid: server.pid,
    wire,
    document: (room) => `room-${room}`,
    address: () => ({ port, path: '/' }),
    kill: server.kill,
    reopen: () => open(data),
    async close() {
      await server.kill()
      await data.remove()
    },
  }
}
