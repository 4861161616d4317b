import { type Client, openClient } from '../clients.ts'
import { createMeeting, join, type Meeting, type Member } from '../meetings.ts'
import type { Random } from '../random.ts'
import type { Server } from '../server.ts'
import { openTypist, type Typist } from './typist.ts'

/** A meeting and who is in it: enough to write each of its documents, and to look at each without writing. */
export interface Stage {
  readonly meeting: Meeting
  readonly facilitator: Member
  readonly participants: readonly Member[]
  readonly observer: Member
  /** Every document, with somebody who may read it. */
  readonly documents: readonly { readonly document: string; readonly reader: Member }[]
}

export async function openStage(server: Server, title: string, participants = 2): Promise<Stage> {
  const meeting = await createMeeting(server, title)
  const [facilitator, observer, ...others] = await Promise.all([
    join(server, meeting, 'facilitator', 'Ada'),
    join(server, meeting, 'observer', 'Olga'),
    ...Array.from({ length: participants }, (_, index) => join(server, meeting, 'participant', `Ben ${index}`)),
  ])
  const { board, agenda } = observer.documents
  return {
    meeting,
    facilitator,
    observer,
    participants: others,
    documents: [
      { document: board, reader: observer },
      { document: agenda, reader: observer },
      { document: deskOf(facilitator), reader: facilitator },
      ...[facilitator, ...others].map((reader) => ({ document: parkedOf(reader), reader })),
    ],
  }
}

/** Those who write, and those who only look. All of them are connecting when this returns. */
export interface Cast {
  readonly typists: readonly Typist[]
  readonly onlookers: readonly Client[]
  readonly clients: readonly Client[]
}

/** Everybody of the stage, in every document: on the board all write but the observer, and nobody knows who is first. */
export function enter(server: Server, stage: Stage, hand: string, random: Random): Cast {
  const typists: Typist[] = []
  const onlookers: Client[] = []
  const write = (document: string, { token }: Member) =>
    typists.push(openTypist(server, document, token, `${hand}h${typists.length}`))
  const look = (document: string, { token }: Member) => onlookers.push(openClient(server, document, token))

  const { board, agenda } = stage.observer.documents
  const openings = [
    () => look(board, stage.observer),
    () => look(board, stage.observer),
    () => look(agenda, stage.observer),
    () => look(deskOf(stage.facilitator), stage.facilitator),
    () => write(deskOf(stage.facilitator), stage.facilitator),
    ...[stage.facilitator, ...stage.participants].map((member) => () => write(board, member)),
    ...stage.participants
      .slice(0, 1)
      .flatMap((member) => [() => write(parkedOf(member), member), () => look(parkedOf(member), member)]),
  ]
  while (openings.length > 0) openings.splice(random.below(openings.length), 1)[0]?.()
  return { typists, onlookers, clients: [...onlookers, ...typists.map(({ client }) => client)] }
}

export function parkedOf({ documents }: Member): string {
  if (documents.parked === undefined) throw new Error('An observer parks nothing.')
  return documents.parked
}

function deskOf({ documents }: Member): string {
  if (documents.desk === undefined) throw new Error('Only facilitators have a desk.')
  return documents.desk
}
