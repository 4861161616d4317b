import {
  addTimelineEntry,
  boardCollection,
  type EntryId,
  type EntryTime,
  findEntity,
  fragmentOf,
  type TimelineEntry,
  writeTime,
} from '@second-story/meeting'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import type { LiveMeeting } from '../../connection/liveMeeting.ts'
import { isSameMoment } from './gaps.ts'
import { orderAt } from './order.ts'

/** What people do to rows: each is one step of their undo. A row that is gone by now is left alone. */

/** Of a meeting, what changing rows takes. */
export type RowsOfMeeting = Pick<LiveMeeting, 'timeline' | 'self' | 'change' | 'newEntity'>

/** Adds a row; among rows of its moment it stands right behind `after`. Returns its id. */
export function addRow(meeting: RowsOfMeeting, row: { time: EntryTime | null; text: string; after: string | null }): EntryId {
  const entity = meeting.newEntity()
  const peers = meeting.timeline.all().filter((entry) => isSameMoment(entry, { at: row.time?.at ?? null }))
  const index = peers.findIndex(({ id }) => id === row.after) + 1
  meeting.change((board) => {
    addTimelineEntry(board, entity, { time: row.time, text: row.text })
    if (index > 0 && index < peers.length) writeOrder(board, orderAt(entity.id, peers, index))
  })
  return entity.id
}

/** At another moment a row stands last, as if it were new there. */
export function setTime(meeting: RowsOfMeeting, id: string, time: EntryTime | null): void {
  changeRow(meeting, id, (row) => {
    if (row.get('at') !== (time?.at ?? null)) row.delete('order')
    writeTime(row, time)
  })
}

/** Sets or (null) takes away. */
export function setField<Field extends 'mark' | 'kind' | 'starred'>(
  meeting: RowsOfMeeting,
  id: string,
  field: Field,
  value: TimelineEntry[Field] | null,
): void {
  changeRow(meeting, id, (row) => {
    if (value === null || value === false) row.delete(field)
    else row.set(field, value)
  })
}

/** Among rows of the same moment; false where the row is the first or the last of them. */
export function moveRow(meeting: RowsOfMeeting, id: string, by: -1 | 1): boolean {
  const row = meeting.timeline.entity(id)
  if (row === null) return false
  const peers = meeting.timeline.all().filter((entry) => isSameMoment(entry, row))
  const index = peers.findIndex((peer) => peer.id === id) + by
  if (index < 0 || index >= peers.length) return false
  const others = peers.filter((peer) => peer.id !== id)
  meeting.change((board) => writeOrder(board, orderAt(id, others, index)))
  return true
}

export function deleteRow(meeting: RowsOfMeeting, id: string): void {
  meeting.change((board) => boardCollection(board, 'timeline').delete(id))
}

/** Another person's text of the same moment, beside the first one. Returns its id. */
export function addAccount(meeting: RowsOfMeeting, id: string): string {
  const account = nanoid(12)
  const by = meeting.self.getState().id
  changeRow(meeting, id, (row) => {
    part(row, 'accounts').set(account, new Y.Map<unknown>(Object.entries({ by, text: fragmentOf('') })))
  })
  return account
}

export interface EvidenceFields {
  readonly url: string
  readonly title: string
  readonly visibleAt: string | null
  readonly visibleTo: string | null
}

/** Written whole under its id: two people who change one link at once get one of the two, never a mixture. */
export function setEvidence(meeting: RowsOfMeeting, id: string, evidence: string | null, fields: EvidenceFields): void {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  changeRow(meeting, id, (row) => part(row, 'evidence').set(evidence ?? nanoid(12), given))
}

export function deletePart(meeting: RowsOfMeeting, id: string, field: 'accounts' | 'evidence', key: string): void {
  changeRow(meeting, id, (row) => part(row, field).delete(key))
}

/** Puts an editable text where another client of the wire wrote plain words. */
export function replaceText(meeting: RowsOfMeeting, id: string, fragment: Y.XmlFragment, account: string | null = null): void {
  changeRow(meeting, id, (row) => {
    const holder = account === null ? row : part(row, 'accounts').get(account)
    if (holder instanceof Y.Map) holder.set('text', fragment)
  })
}

function changeRow(meeting: RowsOfMeeting, id: string, change: (row: Y.Map<unknown>) => void): void {
  meeting.change((board) => {
    const row = findEntity(boardCollection(board, 'timeline'), id)
    if (row !== null) change(row)
  })
}

/** The map inside a row, made where another client left it out. */
function part(row: Y.Map<unknown>, field: 'accounts' | 'evidence'): Y.Map<unknown> {
  const present = row.get(field)
  return present instanceof Y.Map ? present : row.set(field, new Y.Map<unknown>())
}

function writeOrder(board: Y.Doc, orders: ReturnType<typeof orderAt>): void {
  for (const { id, order } of orders) findEntity(boardCollection(board, 'timeline'), id)?.set('order', order)
}
