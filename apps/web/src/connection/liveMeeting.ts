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
import type { findLeftCopies } from './leftCopies.ts'
import { meetingApi, type MeetingOverview, Problem } from './meetingApi.ts'
import { type Present, readPresent } from './presence.ts'
import { refusedDelayMs, retryDelayMs } from './retrySchedule.ts'
import { leftOver, type Refusal, type SaveState, saveStateOf, wouldLose } from './saving.ts'
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

/** A document with changes of this person that the server lacks, and where in it they are (`LiveDocument.unsavedFrom`). */
export interface UnsavedDocument {
  readonly name: string
  readonly doc: Y.Doc
  readonly from: ReadonlyMap<number, number>
  /** It won't be taken by itself any more. */
  readonly isRefused: boolean
  letGo(): Promise<void>
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
  /** The documents with changes that the server lacks, for their words. */
  readonly unsaved: () => readonly UnsavedDocument[]
  /** Sends again what was refused, and asks what else may have changed. */
  readonly tryAgain: () => void
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
  const onLetGo = () => location.reload()
  const participant = overview.participantId
  const board = openLiveDocument({ name: overview.documents.board, participant, onClosed: onShut, onLetGo })
  const agendaDocument = openLiveDocument({ name: overview.documents.agenda, participant, onClosed: onShut, onLetGo })
  const { doc } = board

  // Private documents come and go with the role; a refusal there is no end of the meeting.
  const privateDocuments = new Map<string, LiveDocument>()
  const openPrivate = (name: string | undefined): LiveDocument | null => {
    if (name === undefined) return null
    const onClosed = (reason: Closed) => (reason.code === 4401 ? onShut(reason) : closePrivate(name))
    const open = privateDocuments.get(name) ?? openLiveDocument({ name, participant, onClosed, onLetGo })
    privateDocuments.set(name, open)
    return open
  }
  const closePrivate = (name: string) => {
    privateDocuments.get(name)?.close()
    privateDocuments.delete(name)
    watchSaving()
    lookForLeft()
  }
  const allDocuments = () => [board, agendaDocument, ...privateDocuments.values()]

  // Shut out of a document: over HTTP the server says why. A session may have ended, or only a role changed in this very moment.
  let isClosed = false
  let isReady = false
  let timesShut = 0
  let shutTimer: ReturnType<typeof setTimeout> | undefined
  let isAskingWhy = false
  function onShut(reason: Closed): void {
    if (isAskingWhy || isClosed) return
    isAskingWhy = true
    void meetingApi
      .read(overview.id)
      .then(
        (fresh) => {
          if (fresh.participantId === participant) comeBackAs(fresh)
          else stop('session-ended', reason) // this browser is somebody else now
        },
        (problem: unknown) => {
          const status = problem instanceof Problem ? problem.status : 0
          if (status === 401) stop('session-ended', reason)
          else if (status === 403) stop('shut-out', reason)
          else if (status === 404) stop('gone', { code: 4404, reason: '' })
          else shutTimer = setTimeout(() => onShut(reason), retryDelayMs(++timesShut, Math.random()))
        },
      )
      .then(() => {
        isAskingWhy = false
      })
  }
  function comeBackAs(fresh: MeetingOverview): void {
    if (isClosed) return
    takeRole(fresh)
    // The first time at once: roles change in a moment. If it goes on, somebody has to look into it.
    const delayMs = timesShut === 0 ? 0 : refusedDelayMs(timesShut, Math.random())
    timesShut += 1
    shutTimer = setTimeout(tryAgain, delayMs)
  }
  /** The room stays as it is: nobody's words vanish from the screen because they may not be sent. */
  function stop(why: Refusal, reason: Closed): void {
    for (const document of allDocuments()) document.refuse(why)
    if (why === 'gone' || !isReady) closed.setState(reason, true)
  }
  function tryAgain(): void {
    for (const document of allDocuments()) {
      const { refused, connection } = document.saving.getState()
      if (refused !== null || connection !== 'connected') document.tryAgain()
    }
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

  const saveState = createStore<SaveState>(() => ({ is: 'saved', isKept: true }))
  let left: Awaited<ReturnType<typeof findLeftCopies>> = []
  let stopWatching: (() => void)[] = []
  const watchSaving = () => {
    for (const stopOne of stopWatching) stopOne()
    const documents = allDocuments()
    const update = () => {
      const states = documents.map(({ saving }) => saving.getState())
      warnBeforeLoss(wouldLose(states))
      const next = saveStateOf([...states, ...left.map(({ changes }) => leftOver(changes))])
      if (JSON.stringify(next) !== JSON.stringify(saveState.getState())) saveState.setState(next, true)
    }
    stopWatching = documents.map((document) =>
      document.saving.subscribe((state, before) => {
        // One that is back means that the server is: the others need not wait for their turn.
        if (state.connection === 'connected' && before.connection !== 'connected') {
          for (const other of documents) if (other.saving.getState().connection !== 'connected') other.check()
        }
        update()
      }),
    )
    update()
  }
  const lookForLeft = () => {
    if (isScreen || isClosed) return
    const isOpen = (name: string, whose: string) => whose === participant && allDocuments().some((one) => one.name === name)
    void import('./leftCopies.ts')
      .then(({ findLeftCopies: find }) => find(overview.id, isOpen))
      .then(
        (found) => {
          left = found
          if (!isClosed) watchSaving()
        },
        () => undefined, // storage is refused: then nothing is left in it either
      )
  }

  const self = createStore<Self>(() => selfOf(overview))
  watchSaving()

  const takeRole = (fresh: MeetingOverview) => {
    if (isScreen || fresh.role === self.getState().role) return
    self.setState(selfOf(fresh), true)
    watchSaving()
  }

  const people = openDocStore([agendaDocument.doc.getMap('people')], () => readPeople(agendaDocument.doc))
  const stopRoles = people.on(() => {
    const me = people.get().find(({ id }) => id === self.getState().id)
    if (isScreen || !me || me.role === self.getState().role) return
    void meetingApi.read(overview.id).then(
      takeRole,
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
    awareness.setLocalState({ ...awareness.getLocalState(), user: { id, name, role } })
  }
  if (!isScreen) showSelf()
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
    unsaved: () => [
      ...allDocuments()
        .filter(({ saving }) => saving.getState().changes > saving.getState().saved)
        .map((document) => ({
          name: document.name,
          doc: document.doc,
          from: document.unsavedFrom(),
          isRefused: document.saving.getState().refused !== null,
          letGo: document.letGo,
        })),
      ...left,
    ],
    tryAgain,
    closed,
    ready: Promise.all([board.ready, agendaDocument.ready]).then(() => {
      isReady = true
      lookForLeft()
    }),
    change(change) {
      undo.manager.stopCapturing()
      doc.transact(() => change(doc), mine)
      undo.manager.stopCapturing()
    },
    newEntity: () => ({ id: nanoid<EntryId>(12), by: self.getState().id, createdAt: new Date().toISOString() }),
    close() {
      isClosed = true
      clearTimeout(shutTimer)
      warnBeforeLoss(false)
      stopRoles()
      stopShowingSelf()
      for (const stopOne of stopWatching) stopOne()
      for (const store of [agenda, people, parkedCount, ...Object.values<{ close(): void }>({ ...stores })]) store.close()
      undo.close()
      for (const document of allDocuments()) document.close()
    },
  }
}

/** Asks before the page is closed, as long as words would be gone with it. Listening all the time would cost others their fast way back. */
function warnBeforeLoss(mustWarn: boolean): void {
  if (mustWarn) window.addEventListener('beforeunload', preventDefault)
  else window.removeEventListener('beforeunload', preventDefault)
}

function preventDefault(event: Event): void {
  event.preventDefault()
}

function readPlainIdeas(doc: Y.Doc): readonly PlainIdea[] {
  return readParkedIdeas(doc).map((idea) => ({ ...idea, text: plainText(readRichText(idea.text)) }))
}
