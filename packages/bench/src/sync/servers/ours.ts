import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { yWebsocketWire } from '../load/wire.ts'
import { freePort, newFolder, startNode } from './process.ts'
import type { BenchServer, Needs, ServerKind } from './server.ts'

/** Limits that protect a real server from what a benchmark does from one address; all by documented settings. */
export const raisedSettings: Readonly<Record<string, string>> = {
  UPGRADE_BURST: '1000000',
  UPGRADES_PER_SECOND: '1000000',
  CONNECTIONS_PER_ADDRESS: '1000000',
  SYNC_MESSAGES_PER_SECOND: '1000000',
  SYNC_BYTES_PER_SECOND: '1000000000',
  PARTICIPANT_MESSAGES_PER_SECOND: '1000000',
  PARTICIPANT_BYTES_PER_SECOND: '1000000000',
  REQUESTS_PER_MINUTE: '1000000',
  CREATES_PER_MINUTE: '1000000',
  JOINS_PER_MINUTE: '1000000',
}

/** Our server as it is shipped: built, with permissions, checks and fsync. Each room is the board of a meeting, each person a participant. */
export const ours: ServerKind = {
  name: 'ours',
  title: 'Second Story',
  is: 'ours',
  isDurable: true,
  async open(needs) {
    const folder = await newFolder()
    const environment = { ...raisedSettings, DATA_DIR: folder.path, PORT: String(await freePort()) }
    const first = await start(environment)
    const meetings = await createMeetings(Number(environment.PORT), needs)
    // What is measured starts fresh, like all others.
    await first.stop()
    return open(environment, meetings, folder.remove)
  },
}

/** Another build to compare with: `BENCH_OURS=/path/to/main.js`. */
const main = process.env['BENCH_OURS'] ?? fileURLToPath(new URL('../../../../../apps/server/dist/main.js', import.meta.url))

interface OurMeeting {
  readonly board: string
  readonly tokens: readonly string[]
}

async function start(environment: Record<string, string>) {
  if (!existsSync(main)) throw new Error(`${main} is not built.`)
  // --cpu-prof and the like: BENCH_OURS_NODE_OPTIONS.
  const options = process.env['BENCH_OURS_NODE_OPTIONS']?.split(' ').filter(Boolean) ?? []
  return startNode([...options, main], { environment, ready: 'is ready', cwd: join(main, '../..') })
}

async function open(
  environment: Record<string, string>,
  meetings: readonly OurMeeting[],
  removeData: () => Promise<void>,
): Promise<BenchServer> {
  const server = await start(environment)
  return {
    pid: server.pid,
    wire: yWebsocketWire,
    document: (room) => meetings[room]?.board ?? '',
    address: (room, person) => ({
      port: Number(environment['PORT']),
      path: `/sync/${meetings[room]?.board}?token=${meetings[room]?.tokens[person]}`,
    }),
    kill: server.kill,
    reopen: () => open(environment, meetings, removeData),
    async close() {
      await server.stop()
      await removeData()
    },
  }
}

async function createMeetings(port: number, { rooms, people }: Needs): Promise<OurMeeting[]> {
  const call = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} gave ${response.status}: ${await response.text()}`)
    return response.json()
  }
  const meetings: OurMeeting[] = []
  for (let room = 0; room < rooms; room++) {
    const { id, keys } = (await call('/meetings', { title: `Review ${room}` })) as { id: string; keys: { participant: string } }
    const joined = (await Promise.all(
      Array.from({ length: people }, (_, person) =>
        call(`/meetings/${id}/join`, { key: keys.participant, name: `Person ${person}` }),
      ),
    )) as { token: string }[]
    meetings.push({ board: `${id}/board`, tokens: joined.map(({ token }) => token) })
  }
  return meetings
}
