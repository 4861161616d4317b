import * as Y from 'yjs'
import { largeDocument } from '../load/largeDocument.ts'
import { sleep } from '../load/random.ts'
import { openRoom } from '../load/room.ts'
import { doSteadily } from '../load/steadily.ts'
import { openTally, type Tally, unlessFault } from '../load/tally.ts'
import { writtenBy } from '../load/typing.ts'
import { openVisitor, type Visitor } from '../load/visitor.ts'
import { step2Message } from '../load/wire.ts'
import type { BenchServer, ServerKind } from '../servers/server.ts'
import { watchUsage } from '../servers/usage.ts'
import type { Scenario } from './scenario.ts'

const joiners = 100

/** A hundred people open one large document at the same moment, three times. */
function joins(
  name: string,
  title: string,
  { theyHave, isTyped, aims }: { theyHave: 'nothing' | 'all'; isTyped: boolean; aims: { cost: number; allIn?: number } },
): Scenario {
  return {
    name,
    title,
    measures: [
      { key: 'cost', title: 'CPU ms a join', digits: 2, better: 'less', aim: aims.cost },
      { key: 'allIn', title: 'all in after s', digits: 2, better: 'less', ...(aims.allIn && { aim: aims.allIn }) },
    ],
    concerns: ({ is, name: server }) => is !== 'floor' || server === 'floor-shared',
    run: (kind) => measureJoins(kind, { entries: 10_000, theyHave, isTyped }),
  }
}

/** `cost` in CPU milliseconds of the server for each join, `allIn` in seconds; each the mean of three rounds. */
export async function measureJoins(
  kind: ServerKind,
  { entries, theyHave, isTyped }: { entries: number; theyHave: 'nothing' | 'all'; isTyped: boolean },
): Promise<{ cost: number; allIn: number }> {
  const server = await kind.open({ rooms: 1, people: joiners + 2, keeps: true })
  const tally = openTally()
  const written = largeDocument(entries)
  const document = Y.encodeStateAsUpdate(written)
  const author = await seed(server, document, tally)

  const room = await openRoom(server, 0, { people: 1, writers: 1, tally, sample: false })
  Y.applyUpdate(written, Y.encodeStateAsUpdate(writtenBy(room.writers)))
  const had = theyHave === 'all' ? Y.encodeStateAsUpdate(written) : new Uint8Array([0, 0])
  const stateVector = Y.encodeStateVectorFromUpdate(had)
  const stop = new AbortController()
  const typing = isTyped
    ? doSteadily([{ act: () => room.writers[0]?.type(1) }], {
        perSecond: 10,
        seconds: 1000,
        random: () => 0,
        signal: stop.signal,
      })
    : Promise.resolve(0)

  const costs: number[] = []
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const used = watchUsage(server.pid)
    const visitors = Array.from({ length: joiners }, (_, index) =>
      openVisitor(server, 0, index + 2, {
        stateVector,
        keeps: index === 50,
        wantedBytes: theyHave === 'all' ? 0 : document.length,
        tally,
      }),
    )
    await unlessFault(tally, Promise.all(visitors.map(({ answered }) => answered)), () => 'not everybody was answered')
    const usage = used()
    // The first round is for the compiler.
    if (round > 0) {
      costs.push((usage.cpuSeconds * 1000) / joiners)
      times.push(usage.seconds)
    }
    if (round === rounds) {
      stop.abort()
      await typing
      Y.applyUpdate(written, Y.encodeStateAsUpdate(writtenBy(room.writers)))
      await sees(written, () => [had, ...(visitors[50]?.received ?? [])])
    }
    await Promise.all(visitors.map((visitor) => visitor.close()))
  }
  await room.close()
  await author.close()
  await server.close()
  return { cost: mean(costs), allIn: mean(times) }
}

const rounds = 3

/** Resolves once somebody who has nothing is sent all of it. The author stays: not every server keeps what nobody has open. */
async function seed(server: BenchServer, document: Uint8Array, tally: Tally): Promise<Visitor> {
  const author = openVisitor(server, 0, 1, { tally })
  await author.answered
  author.send(step2Message(document))
  const reader = openVisitor(server, 0, 2, { tally, wantedBytes: document.length })
  await unlessFault(tally, reader.answered, () => 'the document did not arrive')
  await reader.close()
  return author
}

/** Resolves once the updates make the document; throws if that takes long. */
async function sees(document: Y.Doc, updates: () => readonly Uint8Array[]): Promise<void> {
  const wanted = contentOf(document)
  for (let tries = 0; tries < 20; tries++) {
    const seen = new Y.Doc()
    for (const update of updates()) Y.applyUpdate(seen, update)
    if (contentOf(seen) === wanted) return
    await sleep(200)
  }
  throw new Error("the sampled person's document is not what was written")
}

function contentOf(doc: Y.Doc): string {
  return doc.getXmlFragment('background').toJSON() + JSON.stringify(doc.getMap('timeline').toJSON())
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}

export const meetingBegins = joins('begins', 'A meeting begins: 100 people open 10,000 timeline entries (1.4 MB) at once', {
  theyHave: 'nothing',
  isTyped: false,
  aims: { cost: 1, allIn: 0.3 },
})

export const meetingBeginsTyped = joins('begins-typed', 'A meeting begins, and somebody types meanwhile', {
  theyHave: 'nothing',
  isTyped: true,
  aims: { cost: 3 },
})

export const theyComeBack = joins('back', 'They come back: 100 people who have all 10,000 entries', {
  theyHave: 'all',
  isTyped: false,
  aims: { cost: 0.4 },
})
