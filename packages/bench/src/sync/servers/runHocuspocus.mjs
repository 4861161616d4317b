// A Hocuspocus server from the folder of peers, which is no part of the workspace. The environment says PORT and SQLITE_FILE.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const fromPeers = createRequire(join(process.argv[2] ?? '', 'package.json'))
const { Server } = /** @type {{ Server: new (options: object) => { listen(): Promise<unknown> } }} */ (
  fromPeers('@hocuspocus/server')
)
const { SQLite } = /** @type {{ SQLite: new (options: { database: string }) => object }} */ (
  fromPeers('@hocuspocus/extension-sqlite')
)

const file = process.env['SQLITE_FILE']
const server = new Server({
  address: '127.0.0.1',
  port: Number(process.env['PORT']),
  quiet: true,
  extensions: file ? [new SQLite({ database: file })] : [],
})
await server.listen()
console.log('ready')
