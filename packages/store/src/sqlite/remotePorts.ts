import type { Moment, UpdateLog } from '@second-story/sync'
import type { MeetingRecords } from '../records.ts'
import type { Forgetting } from './documentHistory.ts'
import { packRows } from './packedRows.ts'
import type { Call, Ports, Remote } from './protocol.ts'
import type { Thread } from './thread.ts'

/** The log as the server's thread sees it. What takes long is asked for piece by piece: what others asked for meanwhile goes between. */
export function remoteLog(thread: Thread): UpdateLog {
  const remote = remotePort(thread, 'log', {
    load: true,
    append: true,
    compact: true,
    readMomentsAfter: true,
    loadAt: true,
    readDocumentsAfter: true,
    salvage: true,
    repair: true,
    forgetSome: true,
  })
  return {
    load: remote.load,
    append(rows) {
      if (rows.length === 0) return Promise.resolve([])
      const packed = packRows(rows)
      return thread.call({ port: 'log', method: 'append', args: [packed] }, [packed.bytes.buffer]) as Promise<number[]>
    },
    compact(document, seq, snapshot) {
      // Copied to its size, and moved: it may be a view of something larger, of which a message would carry the whole.
      const copy = new Uint8Array(snapshot)
      return thread.call({ port: 'log', method: 'compact', args: [document, seq, copy] }, [copy.buffer]) as Promise<void>
    },
    readMoments: (document) => readInPieces<Moment>((last) => remote.readMomentsAfter(document, last?.seq ?? 0)),
    loadAt: remote.loadAt,
    readDocuments: () => readInPieces<string>((last) => remote.readDocumentsAfter(last ?? '')),
    salvage: remote.salvage,
    repair: remote.repair,
    async forget(before) {
      const time = new Date(before).toISOString()
      let next: Forgetting | null = null
      do next = await remote.forgetSome(time, next)
      while (next !== null)
    },
  }
}

export function remoteRecords(thread: Thread): MeetingRecords {
  const { purgeSome, ...remote } = remotePort(thread, 'records', {
    createMeeting: true,
    readMeeting: true,
    updateMeeting: true,
    readKeyRole: true,
    replaceKey: true,
    createSession: true,
    readSession: true,
    addParticipant: true,
    updateParticipant: true,
    continueParticipant: true,
    findParticipantBySession: true,
    findParticipantByToken: true,
    readParticipants: true,
    readMeetingsOfSession: true,
    readRevealedIdeas: true,
    addRevealedIdeas: true,
    addAudit: true,
    addVersion: true,
    readVersions: true,
    readVersionState: true,
    removeVersion: true,
    purgeSome: true,
  })
  return {
    ...remote,
    async purge(auditBefore) {
      let next: number | null = null
      do next = await purgeSome(auditBefore, next)
      while (next !== null)
    },
  }
}

async function readInPieces<Item>(readAfter: (last: Item | undefined) => Promise<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = []
  for (;;) {
    const more = await readAfter(items.at(-1))
    if (more.length === 0) return items
    for (const item of more) items.push(item)
  }
}

/** A port whose methods are done by the thread. `methods` is complete, or does not compile. */
function remotePort<Port extends keyof Ports>(
  thread: Thread,
  port: Port,
  methods: Record<keyof Ports[Port], true>,
): Remote<Ports[Port]> {
  const remote = Object.keys(methods).map((method) => [
    method,
    (...args: unknown[]) => thread.call({ port, method, args } as Call),
  ])
  return Object.fromEntries(remote) as Remote<Ports[Port]>
}
