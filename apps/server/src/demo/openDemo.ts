import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseMeetingId, type Role } from '@second-story/meeting'
import { z } from 'zod/mini'
import { setPerson } from '../meetings/agenda.ts'
import { createMeeting, type CreatedMeeting, linksFor } from '../meetings/createMeeting.ts'
import type { Meetings } from '../meetings/meetings.ts'
import { newEntryId, newParticipantId } from '../meetings/newIds.ts'
import { details, people, zone } from './review.ts'
import { type Authors, writeSampleReview } from './writeReview.ts'

export interface Demo {
  readonly title: string
  readonly links: Readonly<Record<Role, string>>
}

/**
 * The links of the sample review, which is created when a data folder is first started with it. Its keys lie in `demo.json`, readable by
 * the server's user alone: of any other meeting the server keeps only hashes.
 */
export async function openDemo({ meetings, dataDir }: { meetings: Meetings; dataDir: string }, origin: string): Promise<Demo> {
  const file = join(dataDir, 'demo.json')
  const before = await readDemo(file)
  const isThere = before !== null && (await meetings.records.readMeeting(before.id)) !== null
  const demo = isThere ? before : await createDemo(meetings, file)
  return { title: details.title, links: linksFor(origin, demo.id, demo.keys) }
}

async function createDemo(meetings: Meetings, file: string): Promise<CreatedMeeting> {
  const { title, incidentDate, incidentLead, facilitator, criteria } = details
  const demo = await createMeeting(meetings, {
    title,
    zone,
    incidentLead,
    facilitator,
    ...(incidentDate !== null && { incidentDate }),
    ...(criteria !== null && { criteria }),
  })
  const authors = Object.fromEntries(people.map((name) => [name, newParticipantId()])) as Authors
  await meetings.edit({ is: 'agenda', meeting: demo.id }, (agenda) => {
    // Names for what they wrote; nobody can be one of them.
    for (const name of people) setPerson(agenda, authors[name], { name, role: 'participant' })
  })
  let at = meetings.now().getTime()
  await meetings.edit({ is: 'board', meeting: demo.id }, (board) =>
    writeSampleReview(board, { authors, newId: newEntryId, nextInstant: () => new Date(at++).toISOString() }),
  )
  await writeFile(file, JSON.stringify(demo), { mode: 0o600 })
  return demo
}

const DemoSchema = z.object({
  id: z.string(),
  keys: z.object({ facilitator: z.string(), participant: z.string(), observer: z.string() }),
})

/** Null where there is none yet, or none that can be read: then a new sample is made beside the old one. */
async function readDemo(file: string): Promise<CreatedMeeting | null> {
  try {
    const demo = DemoSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data
    const id = parseMeetingId(demo?.id)
    return demo === undefined || id === null ? null : { id, keys: demo.keys }
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null
    throw error
  }
}
