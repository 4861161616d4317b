import { inspect } from '../database.ts'
import type { Random } from '../random.ts'
import type { Server } from '../server.ts'
import { moment } from '../waiting.ts'
import { openClient } from '../clients.ts'
import { type Cast, openStage, type Stage } from '../people/stage.ts'
import { openTypist } from '../people/typist.ts'

/** The first snapshot of a document is stored when its rows are so large, further ones when they are as large as the one before. */
const compactBytes = 64 * 1024
const pieceBytes = 32 * 1024
const mostSnapshots = 5
const compactionMs = 5

/** A new board, which nobody has written in yet, and two who are going to fill it. */
export async function prepareCompaction(server: Server, hand: string): Promise<{ stage: Stage; cast: Cast }> {
  const stage = await openStage(server, `To be filled ${hand}`)
  const { board } = stage.observer.documents
  const typists = stage.participants.map(({ token }, index) => openTypist(server, board, token, `${hand}f${index}`))
  const onlookers = [openClient(server, board, stage.observer.token)]
  const cast = { typists, onlookers, clients: [...onlookers, ...typists.map(({ client }) => client)] }
  await Promise.all(cast.clients.map((client) => client.whenSynced()))
  return { stage, cast }
}

/** Fills the board, and resolves while a snapshot of it is about to be stored, or being stored, or just stored. */
export async function fill({ typists }: Cast, random: Random): Promise<void> {
  let left = 1 + random.below(mostSnapshots)
  let hot = 0
  let snapshot = 0
  for (let piece = 0; left > 0; piece++) {
    const typist = typists[piece % typists.length]
    if (typist === undefined || typist.client.closeCode !== null) return
    const token = typist.write(pieceBytes)
    hot += pieceBytes
    if (hot >= Math.max(compactBytes, snapshot)) {
      left -= 1
      snapshot += hot
      hot = 0
    }
    // The commit of the piece that is one too many is where the snapshot begins.
    while (typist.client.saved < token && typist.client.closeCode === null) await moment(0.2)
  }
  await moment(random.next() * compactionMs)
}

/** How many snapshots were due in a folder whose server is dead: it died before or while it stored them. */
export function snapshotsDue(dataDir: string): Promise<number> {
  return inspect(dataDir, (database) => {
    const rows = database
      .prepare(
        `WITH newest AS (SELECT document.id, coalesce(max(snapshot.seq), 0) AS seq FROM document LEFT JOIN snapshot ON snapshot.document = document.id GROUP BY document.id)
         SELECT (SELECT sum(length(bytes)) FROM log WHERE log.document = newest.id AND log.seq > newest.seq) AS hot,
                coalesce((SELECT length(bytes) FROM snapshot WHERE snapshot.document = newest.id AND snapshot.seq = newest.seq), 0) AS snapshot
         FROM newest`,
      )
      .all() as unknown as { hot: number | null; snapshot: number }[]
    return rows.filter(({ hot, snapshot }) => (hot ?? 0) >= Math.max(compactBytes, snapshot)).length
  })
}
