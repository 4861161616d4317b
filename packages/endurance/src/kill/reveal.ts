import type * as Y from 'yjs'
import { type Client, openClient } from '../clients.ts'
import { call } from '../meetings.ts'
import type { Random } from '../random.ts'
import type { Server } from '../server.ts'
import { moment, until } from '../waiting.ts'
import { openStage, parkedOf, type Stage } from '../people/stage.ts'
import { openTypist } from '../people/typist.ts'
import { openedIdeas } from '../people/words.ts'

/** A meeting whose parking is opened just before a kill. */
export interface RevealTrial {
  readonly stage: Stage
  readonly ideas: readonly string[]
  /** How many ideas somebody who looks has ever found on the board at once: none, then all. */
  readonly counts: Set<number>
  readonly onlooker: Client
}

const ideasEach = 4
/** What a reveal takes while others write flat out, and a little: the kill comes at any moment of it. */
const revealMs = 400

/** Ideas are parked and saved, somebody looks at the board. */
export async function prepareReveal(server: Server, hand: string): Promise<RevealTrial> {
  const stage = await openStage(server, `To be revealed ${hand}`, 3)
  const ideas: string[] = []
  await Promise.all(
    stage.participants.map(async (member, index) => {
      const typist = openTypist(server, parkedOf(member), member.token, `${hand}p${index}`)
      await typist.client.whenSynced()
      for (let count = 0; count < ideasEach; count++) typist.write()
      await typist.client.whenSaved()
      ideas.push(...typist.words)
      typist.client.cut()
    }),
  )
  const counts = new Set<number>()
  const onlooker = openClient(server, stage.observer.documents.board, stage.observer.token)
  watch(onlooker.doc, counts)
  await onlooker.whenSynced()
  return { stage, ideas, counts, onlooker }
}

/** Resolves in the middle of it, or right after. */
export async function beginReveal(server: Server, { stage }: RevealTrial, random: Random): Promise<void> {
  // Whether it is answered before the kill doesn't matter.
  reveal(server, stage).catch(() => undefined)
  await moment(random.next() * revealMs)
}

/** How far the reveal had come when the server died, as the next one found it; and what is wrong with it. */
export interface RevealOutcome {
  readonly was: 'not begun' | 'half-way' | 'done'
  readonly faults: readonly string[]
}

/** After the restart: what was decided completes itself, what was not is as if nobody had asked, and asking again does all of it once. */
export async function judgeReveal(server: Server, { stage, ideas, counts }: RevealTrial): Promise<RevealOutcome> {
  const faults: string[] = []
  const reader = openClient(server, stage.observer.documents.board, stage.observer.token)
  watch(reader.doc, counts)
  await reader.whenSynced()
  const found = () => openedIdeas(reader.doc)
  const atFirst = found().size
  const record = (await call(server, 'GET', `/meetings/${stage.meeting.id}`, { token: stage.facilitator.token })) as {
    revealedAt: string | null
  }
  const was = record.revealedAt === null ? 'not begun' : atFirst === 0 ? 'half-way' : 'done'
  const isComplete = () => found().size >= ideas.length
  if (was === 'half-way') {
    await until('a reveal that was decided completes itself', isComplete).catch((error: Error) => faults.push(error.message))
  }
  if (was === 'not begun' && (atFirst > 0 || Math.max(...counts) > 0))
    faults.push('ideas were shown before the reveal was on disk')
  const { revealed } = (await reveal(server, stage)) as { revealed: number }
  if (revealed !== ideas.length) faults.push(`${revealed} ideas were revealed, of ${ideas.length}`)
  await until('revealed ideas are on the board', isComplete).catch((error: Error) => faults.push(error.message))
  // What comes too much would come with the next words, of which the server's answer is the last.
  await reader.whenSaved()

  const texts = [...found().values()].map((text) => text.trim()).sort()
  if (texts.join() !== ideas.toSorted().join()) faults.push(`the board has ${texts.length} ideas, not the ${ideas.length} parked`)
  for (const count of counts) {
    if (count !== 0 && count !== ideas.length) faults.push(`${count} of ${ideas.length} ideas were seen at once`)
  }
  reader.cut()
  return { was, faults }
}

function reveal(server: Server, { meeting, facilitator }: Stage): Promise<unknown> {
  return call(server, 'POST', `/meetings/${meeting.id}/reveal`, { token: facilitator.token })
}

function watch(board: Y.Doc, counts: Set<number>): void {
  board.on('update', () => counts.add(openedIdeas(board).size))
}
