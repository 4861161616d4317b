import * as Y from 'yjs'
import { type Client, openClient, syncFrame, syncKinds } from '../clients.ts'
import { call, createMeeting, join, type Member } from '../meetings.ts'
import { seededRandom } from '../random.ts'
import type { RunOptions, Scenario } from '../scenario.ts'
import { openServer, raisedSettings, type Server } from '../server.ts'
import { until } from '../waiting.ts'

/** A round takes somebody's right to write away while they type, and gives it back. */
export const roles: Scenario = {
  is: 'Rights taken away and given back while people type. A cycle is a change of role.',
  cycles: 10_000,
  run,
}

/** Each has a meeting of their own with a witness in it. The server bounds the client ids of one person, so it is new people now and then. */
const typists = 8
const changesPerPerson = 250
const typingMs = 2

interface Counts {
  changes: number
  /** Words that the server took in after it had said that their writer may not write. */
  late: number
  /** Words sent too late, in all: none of them may be seen. */
  sentLate: number
  early: number
  /** Milliseconds from the answer until the connection was closed. */
  closedAfterMs: number[]
}

async function run({ main, cycles, seed, say }: RunOptions) {
  const random = seededRandom(seed)
  const faults: string[] = []
  const counts: Counts = { changes: 0, late: 0, sentLate: 0, early: 0, closedAfterMs: [] }
  const server = await openServer({ main, environment: raisedSettings })
  try {
    const each = Math.ceil(cycles / typists)
    await Promise.all(
      Array.from({ length: typists }, async (_, typist) => {
        for (let done = 0; done < each; done += changesPerPerson) {
          const changes = Math.min(changesPerPerson, each - done)
          faults.push(...(await onePerson(server, { changes, pause: () => random.below(12), counts })))
          if (typist === 0) say(`${counts.changes} changes, ${counts.early} words before and ${counts.sentLate} after`)
        }
      }),
    )
  } finally {
    await server.close()
  }
  if (counts.late > 0) faults.push(`${counts.late} words were taken in too late.`)
  return {
    is: 'ran' as const,
    figures: {
      'changes of role': counts.changes,
      'words written with the right to': counts.early,
      'words sent after it was taken away': counts.sentLate,
      'of these taken in': counts.late,
      'closed after the answer at the latest, ms': Math.max(...counts.closedAfterMs).toFixed(0),
    },
    faults,
  }
}

async function onePerson(
  server: Server,
  { changes, pause, counts }: { changes: number; pause: () => number; counts: Counts },
): Promise<string[]> {
  const meeting = await createMeeting(server, 'Who may write')
  const chair = await join(server, meeting, 'facilitator', 'Carol')
  const person = await join(server, meeting, 'participant', 'Pat')
  const witness = openClient(server, chair.documents.board, chair.token)
  await witness.whenSynced()
  const faults: string[] = []
  const late = new Set<string>()
  const wordsSeen = () =>
    (witness.doc.getXmlFragment('background').toArray() as Y.XmlText[]).map((word) => word.toString() as string)

  for (let done = 0; done < changes; done += 2) {
    const name = `${person.participantId}-${done}`
    const typing = openTypist(server, person, name)
    await until('the typist is in, and seen', () => wordsSeen().some((word) => word.startsWith(name)))
    await new Promise((resolve) => setTimeout(resolve, pause()))
    await changeRole(server, chair, person, 'observer')
    const answeredAt = performance.now()
    // From here on every word is too late: on the connection that is being closed, and on one that is opened with the old token.
    typing.mark(late)
    const again = openTypist(server, person, `${name}-again`, late)
    await until('the old connection is closed', () => typing.client.closeCode !== null)
    counts.closedAfterMs.push(performance.now() - answeredAt)
    await again.client.whenSynced()
    again.sendAll()
    await until(
      'what came too late is refused',
      () => again.client.notices.includes('refused') || again.client.closeCode !== null,
    )
    counts.early += typing.early()
    typing.stop()
    again.stop()
    await changeRole(server, chair, person, 'participant')
    counts.changes += 2
  }
  await witness.whenSaved()
  counts.sentLate += late.size
  const seen = wordsSeen().filter((word) => late.has(word))
  counts.late += seen.length
  for (const word of seen.slice(0, 3)) faults.push(`“${word}” was written after the right to write was taken away.`)
  witness.cut()
  return faults
}

const changeRole = (server: Server, chair: Member, person: Member, role: string) =>
  call(server, 'PUT', `/meetings/${person.meeting.id}/people/${person.participantId}/role`, {
    body: { role },
    token: chair.token,
  })

/** Types one word after the other, as fast as it may, whatever the server says. */
function openTypist(server: Server, person: Member, name: string, tooLate?: Set<string>) {
  let isLate: Set<string> | undefined = tooLate
  let early = 0
  let count = 0
  const client: Client = openClient(server, person.documents.board, person.token)
  const write = () => {
    if (!client.isSynced) return
    const word = `${name}-${count++}`
    // Nothing is taken back: the word is on the wire after it was noted down.
    if (isLate) isLate.add(word)
    else early += 1
    client.doc.getXmlFragment('background').insert(0, [new Y.XmlText(word)])
  }
  const typing = setInterval(write, typingMs)
  return {
    client,
    early: () => early,
    mark(late: Set<string>) {
      isLate = late
    },
    /** All at once, as an answer to the server. */
    sendAll: () => {
      write()
      client.send(syncFrame(syncKinds.step2, Y.encodeStateAsUpdate(client.doc)))
    },
    stop() {
      clearInterval(typing)
      client.cut()
    },
  }
}
