import type { EntryId, MeetingId, ParticipantId, Person } from '@second-story/meeting'
import { readAgenda, readParkedCount } from '@second-story/meeting'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import { openBoardStores } from '../../../../apps/web/src/connection/boardStores.ts'
import { openDocStore } from '../../../../apps/web/src/connection/docStore.ts'
import type { LiveMeeting } from '../../../../apps/web/src/connection/liveMeeting.ts'
import type { SaveState } from '../../../../apps/web/src/connection/saving.ts'
import { openUndo } from '../../../../apps/web/src/connection/undo.ts'

/** A meeting like any other, with the real stores over a real document; only the network is missing. */
export function openOfflineMeeting(board: Y.Doc): LiveMeeting {
  const agendaDocument = new Y.Doc()
  const mine = Symbol('a change of mine')
  const undo = openUndo(board, mine)
  const me = 'ana' as ParticipantId
  const people: readonly Person[] = names.map((name) => ({
    id: name.toLowerCase() as ParticipantId,
    name,
    role: name === 'Ana' ? 'facilitator' : 'participant',
    withIt: true,
  }))
  let made = 0
  return {
    id: 'bench' as MeetingId,
    isScreen: false,
    board,
    self: createStore(() => ({ id: me, role: 'facilitator' as const, parked: null, desk: null })),
    agenda: openDocStore([agendaDocument.getMap('agenda')], () => readAgenda(agendaDocument)),
    people: { get: () => people, on: () => () => undefined, close: () => undefined },
    parkedCount: openDocStore([agendaDocument.getMap('parked')], () => readParkedCount(agendaDocument)),
    ...openBoardStores(board),
    awareness: new Awareness(board),
    present: createStore(() => []),
    saveState: createStore<SaveState>(() => ({ is: 'saved', isKept: true })),
    unsaved: () => [],
    tryAgain: () => undefined,
    undo,
    closed: createStore(() => null),
    ready: Promise.resolve(),
    change: (change) => board.transact(() => change(board), mine),
    newEntity: () => ({ id: `made-${made++}` as EntryId, by: me, createdAt: new Date().toISOString() }),
    close: () => undo.close(),
  }
}

export const names = ['Ana', 'Ben', 'Chidi', 'Dana', 'Eve', 'Farid']
