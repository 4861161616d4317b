import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentOf, type UpdateLog } from '@second-story/sync'
import { newServerDoc } from '@second-story/sync/testing'
import { openSqliteStore } from '@second-story/store'
import * as Y from 'yjs'
import { seededRandom } from '../random.ts'
import type { RunOptions, Scenario } from '../scenario.ts'
import { until } from '../waiting.ts'
import { roots } from './edits.ts'
import { openHouse } from './house.ts'
import { openPerson } from './person.ts'
import { makePlan, type Plan, shrink } from './plan.ts'

/** A round is an edit. The rooms run in this process, over real sockets and SQLite: so they can be killed a thousand times in minutes. */
export const convergence: Scenario = {
  is: 'Edits by 3 to 10 people over lines that lose, keep back, repeat and overtake, with kills and unloads. A cycle is an edit.',
  cycles: 1_000_000,
  run: ({ cycles, seed, say }) => run({ cycles, seed, say }),
}

const editsPerDocument = 2000
/** At once, in one house: so that commits hold rows of several documents. */
const documentsTogether = 3

async function run({ cycles, seed, say }: Omit<RunOptions, 'main'>) {
  const random = seededRandom(seed)
  const faults: string[] = []
  const folder = await mkdtemp(join(tmpdir(), 'second-story-convergence-'))
  const store = await openSqliteStore({ path: join(folder, 'second-story.sqlite') })
  const counts: Record<string, number> = {}
  let documents = 0
  let reordered = 0
  const startedAt = performance.now()
  try {
    while ((counts['edit'] ?? 0) < cycles) {
      const left = cycles - (counts['edit'] ?? 0)
      const seeds = Array.from({ length: Math.min(documentsTogether, Math.ceil(left / editsPerDocument)) }, () =>
        random.below(2 ** 31),
      )
      const plans = seeds.map((each) => makePlan(each, Math.min(editsPerDocument, left)))
      const outcomes = await Promise.all(plans.map((plan, index) => play(store.log, `${seed}-${documents + index}`, plan)))
      documents += plans.length
      for (const { steps } of plans) for (const { is } of steps) counts[is] = (counts[is] ?? 0) + 1
      for (const [index, fault] of outcomes.entries()) {
        if (fault === null) continue
        if (fault === sameItems) {
          reordered += 1
          continue
        }
        const [plan, each] = [plans[index], seeds[index]]
        if (plan === undefined) continue
        say(`${fault} (seed ${each}): looking for the shortest way there`)
        let tried = 0
        const shortest = await shrink(
          plan,
          async (fewer) => (await play(store.log, `${seed}-${each}-${tried++}`, fewer)) !== null,
        )
        faults.push(
          `${fault} Seed ${each}, ${shortest.clients} people, ${shortest.steps.length} steps: ${JSON.stringify(shortest.steps.slice(0, 60))}`,
        )
      }
      if (documents % 60 === 0) say(`${counts['edit']} edits in ${documents} documents, ${faults.length} diverged`)
      if (faults.length >= 5) break
    }
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
  return {
    is: 'ran' as const,
    figures: {
      edits: counts['edit'] ?? 0,
      documents: documents,
      'documents that diverged': faults.length,
      'documents whose items Yjs put in two orders after an undo': reordered,
      kills: counts['kill'] ?? 0,
      unloads: counts['unload'] ?? 0,
      'times that somebody came back': (counts['come'] ?? 0) + (counts['overtake'] ?? 0),
      'faults of lines': counts['line'] ?? 0,
      'edits a second': Math.round((counts['edit'] ?? 0) / ((performance.now() - startedAt) / 1000)),
    },
    faults,
  }
}

/** What Yjs itself, without any server, does now and then after an undo: the same items, in another order. */
const sameItems = 'the same items stand in another order'

/** Null if all is well in the end: everybody, the room and the log say the same. Else what is not. */
export async function play(log: UpdateLog, document: string, { clients, undoes, steps }: Plan): Promise<string | null> {
  const refusals: string[] = []
  const house = await openHouse(log, (what) => refusals.push(what))
  const people = Array.from({ length: clients }, (_, index) => openPerson(house, document, `person${index}`, undoes))
  try {
    for (const person of people) person.come()
    for (const [index, step] of steps.entries()) {
      const person = 'who' in step ? people[step.who] : undefined
      switch (step.is) {
        case 'edit':
          person?.edit(step.number)
          break
        case 'line':
          person?.line(step.way, step.does)
          break
        case 'leave':
          person?.leave()
          break
        case 'come':
          person?.come()
          break
        case 'overtake':
          person?.overtake()
          break
        case 'kill':
          house.kill()
          break
        case 'unload':
          for (const each of people) each.leave()
          await until('the room is unloaded', () => house.rooms.counts.rooms === 0)
          people[0]?.come()
          break
        case 'breathe':
          await new Promise((resolve) => setTimeout(resolve, 2))
      }
      if (index % 8 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    // The lines are good now, and everybody comes back.
    for (const person of people) {
      person.line('in', 'end')
      person.line('out', 'end')
      person.come()
    }
    await until('everybody is back', () => people.every(({ isSynced, refusedBy }) => isSynced || refusedBy !== null))
    for (const person of people) person.ask()
    await until('everything is saved', () => people.every(({ isSaved, refusedBy }) => isSaved || refusedBy !== null))
    const said = ({ doc }: { doc: Y.Doc }) => JSON.stringify(contentOf(doc, roots))
    // Asked again and again: whoever hears the last edit may tidy up formatting, and that is an edit of its own, after all that was saved.
    const readRoom = () => house.rooms.read(document, (doc) => said({ doc }))
    const deadline = performance.now() + 5000
    let room = await readRoom()
    while (!people.every((person) => said(person) === room) && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      room = await readRoom()
    }
    const found = [
      ...people.flatMap((person, index) => (said(person) === room ? [] : [`person ${index} says something else than the room`])),
      ...people.flatMap(({ refusedBy }, index) => (refusedBy === null ? [] : [`person ${index} was refused with ${refusedBy}`])),
      ...people.flatMap(({ doc }, index) =>
        doc.store.pendingStructs === null && doc.store.pendingDs === null ? [] : [`person ${index} waits for what never comes`],
      ),
      ...refusals,
    ]
    const stored = await log.load(document)
    // As the server loads it. A stock document would tidy up formatting between the rows, as an edit of its own.
    const loaded = newServerDoc()
    if (stored.snapshot) Y.applyUpdate(loaded, stored.snapshot)
    for (const update of stored.updates) Y.applyUpdate(loaded, update)
    if (said({ doc: loaded }) !== room) found.push('the log says something else than the room')
    if (found.length === 0) return null
    const inRoom = await house.rooms.read(document, (doc) => Y.snapshot(doc))
    const haveTheSame = [...people.map(({ doc }) => doc), loaded].every((doc) => Y.equalSnapshots(Y.snapshot(doc), inRoom))
    return undoes && haveTheSame && refusals.length === 0 ? sameItems : `${[...new Set(found)].join(', ')}.`
  } catch (error) {
    return `${error instanceof Error ? error.message : 'something failed'}; ${[...new Set(refusals)].join(', ')}.`
  } finally {
    for (const person of people) person.leave()
    await house.close()
  }
}
