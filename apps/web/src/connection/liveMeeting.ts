import {
  type Agenda,
  type EntryId,
  type MeetingId,
  type NewEntity,
  type ParkedCount,
  type ParkedIdea,
  parkedIdeas,
  type ParticipantId,
  plainText,
  type Person,
  readAgenda,
  readParkedCount,
  readParkedIdeas,
  readPeople,
  readRichText,
  type Role,
} from '@second-story/meeting'
import { nanoid } from 'nanoid'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type BoardStores, openBoardStores } from './boardStores.ts'
import { type DocStore, openDocStore } from './docStore.ts'
import { type Closed, type LiveDocument, openLiveDocument } from './liveDocument.ts'
import { meetingApi, type MeetingOverview } from './meetingApi.ts'
import { type Present, readPresent } from './presence.ts'
import { type SaveState, saveStateOf } from './saving.ts'
import { openUndo, type Undo } from './undo.ts'

/** Origin of every change that this person makes outside an editor; undo tracks it. */
export const mine = Symbol('a change of mine')

/** An idea with its text as a string: it is drawn in a plain text area. */
export type PlainIdea = Omit<ParkedIdea, 'text'> & { readonly text: string }

/** What changes when the facilitator hands out a role: who I am, and the private documents that come with it. */
export interface Self {
  readonly id: ParticipantId
  readonly role: Role
  readonly parked: { readonly doc: Y.Doc; readonly ideas: DocStore<readonly PlainIdea[]> } | null
  /** Facilitators' private notes. */
  readonly desk: Y.Doc | null
}

/** All that a meeting's screens show and change. Lives outside React and outlives its renders. */
export interface LiveMeeting extends BoardStores {
  readonly id: MeetingId
  /** Opened for the shared screen: reads along, holds nothing private, is nobody. */
  readonly isScreen: boolean
  readonly board: Y.Doc
  readonly self: StoreApi<Self>
  readonly agenda: DocStore<Agenda>
  readonly people: DocStore<readonly Person[]>
  readonly parkedCount: DocStore<ParkedCount>
  readonly awareness: Awareness
  readonly present: StoreApi<readonly Present[]>
  readonly saveState: StoreApi<SaveState>
  readonly undo: Undo
  /** Why the meeting can't be shown any more, once the server said so. */
  readonly closed: StoreApi<Closed | null>
  /** Resolves once board and agenda have something to show. */
  readonly ready: Promise<void>
  /** Runs changes to the board as one step of this person's undo. */
  change(change: (board: Y.Doc) => void): void
  /** Id, author and time for something new. */
  newEntity(): NewEntity
  close(): void
}

export function openLiveMeeting(given: MeetingOverview, { isScreen = false } = {}): LiveMeeting {
  // On a shared screen nobody's private documents may even be in memory, and nothing can be changed by accident.
  const overview: MeetingOverview = isScreen
    ? { ...given, role: 'observer', documents: { board: given.documents.board, agenda: given.documents.agenda } }
    : given
  const closed = createStore<Closed | null>(() => null)
  const onClosed = (reason: Closed) => closed.setState(reason, true)
  const board = openLiveDocument({ name: overview.documents.board, onClosed })
  const agendaDocument = openLiveDocument({ name: overview.documents.agenda, onClosed })
  const { doc } = board

  // Private documents come and go with the role; a refusal there is no end of the meeting.
  const privateDocuments = new Map<string, LiveDocument>()
  const openPrivate = (name: string | undefined): LiveDocument | null => {
    if (name === undefined) return null
    const open = privateDocuments.get(name) ?? openLiveDocument({ name, onClosed: () => closePrivate(name) })
    privateDocuments.set(name, open)
    return open
  }
  const closePrivate = (name: string) => {
    privateDocuments.get(name)?.close()
    privateDocuments.delete(name)
    watchSaving()
  }

  const selfOf = ({ participantId, role, documents }: MeetingOverview): Self => {
    const parked = openPrivate(documents.parked)
    const desk = openPrivate(documents.desk)
    for (const name of privateDocuments.keys()) if (name !== documents.parked && name !== documents.desk) closePrivate(name)
    return {
      id: participantId,
      role,
      parked: parked && {
        doc: parked.doc,
        ideas: openDocStore([parkedIdeas(parked.doc)], () => readPlainIdeas(parked.doc)),
      },
      desk: desk?.doc ?? null,
    }
  }

  const saveState = createStore<SaveState>(() => ({ is: 'offline', unsaved: 0 }))
  let stopWatching: (() => void)[] = []
  const watchSaving = () => {
    for (const stop of stopWatching) stop()
    const documents = [board, ...privateDocuments.values()]
    const update = () => {
      const next = saveStateOf(documents.map(({ saving }) => saving.getState()))
      if (JSON.stringify(next) !== JSON.stringify(saveState.getState())) saveState.setState(next, true)
    }
    stopWatching = documents.map(({ saving }) => saving.subscribe(update))
    update()
  }

  const self = createStore<Self>(() => selfOf(overview))
  watchSaving()

  const people = openDocStore([agendaDocument.doc.getMap('people')], () => readPeople(agendaDocument.doc))
  const stopRoles = people.on(() => {
    const me = people.get().find(({ id }) => id === self.getState().id)
    if (isScreen || !me || me.role === self.getState().role) return
    void meetingApi.read(overview.id).then(
      (fresh) => {
        self.setState(selfOf(fresh), true)
        watchSaving()
      },
      () => undefined, // offline again: the next change of the list, or the next page load, asks once more
    )
  })

  const { awareness } = board.provider
  // Others see the `user` that the server puts there; this copy is for oneself, whom the server never tells about.
  const showSelf = () => {
    const { id, name, role } = people.get().find((person) => person.id === overview.participantId) ?? {
      ...overview,
      id: overview.participantId,
    }
    awareness.setLocalStateField('user', { id, name, role })
  }
  if (isScreen) awareness.setLocalState(null)
  else showSelf()
  const stopShowingSelf = isScreen ? () => undefined : people.on(showSelf)
  const present = createStore<readonly Present[]>(() => [])
  const updatePresent = () => {
    const next = readPresent(awareness)
    if (JSON.stringify(next) !== JSON.stringify(present.getState())) present.setState(next, true)
  }
  awareness.on('change', updatePresent)

  const undo = openUndo(doc, mine)
  const stores = openBoardStores(doc)
  const agenda = openDocStore([agendaDocument.doc.getMap('agenda')], () => readAgenda(agendaDocument.doc))
  const parkedCount = openDocStore([agendaDocument.doc.getMap('parked')], () => readParkedCount(agendaDocument.doc))

  return {
    id: overview.id,
    isScreen,
    board: doc,
    self,
    agenda,
    people,
    parkedCount,
    ...stores,
    awareness,
    present,
    saveState,
    undo,
    closed,
    ready: Promise.all([board.ready, agendaDocument.ready]).then(() => undefined),
    change(change) {
      undo.manager.stopCapturing()
      doc.transact(() => change(doc), mine)
      undo.manager.stopCapturing()
    },
    newEntity: () => ({ id: nanoid<EntryId>(12), by: self.getState().id, createdAt: new Date().toISOString() }),
    close() {
      stopRoles()
      stopShowingSelf()
      for (const stop of stopWatching) stop()
      for (const store of [agenda, people, parkedCount, ...Object.values<{ close(): void }>({ ...stores })]) store.close()
      undo.close()
      for (const document of [board, agendaDocument, ...privateDocuments.values()]) document.close()
    },
  }
}

function readPlainIdeas(doc: Y.Doc): readonly PlainIdea[] {
  return readParkedIdeas(doc).map((idea) => ({ ...idea, text: plainText(readRichText(idea.text)) }))
}
