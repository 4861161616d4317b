import type { EntryId } from '@second-story/meeting'
import { create } from 'zustand'
import { setRoomView } from '../roomView.ts'

/** What of a row is wanted next: to stand on it, to write in it, to set its time, or to choose its mark. */
export type RowWish = 'row' | 'text' | 'time' | 'mark'

/** The timeline's part of what is local to this screen. */
interface TimelineView {
  /** The row behind which a new one is being written; null where none is. */
  readonly newAfter: string | null
  /** Done by the row itself as soon as it is there: in a long timeline it may have to be scrolled to first. */
  readonly wish: { readonly id: string; readonly is: RowWish } | null
  /** The account that was just begun: it starts as an editor. */
  readonly freshAccount: string | null
}

export const useTimelineView = create<TimelineView>()(() => ({ newAfter: null, wish: null, freshAccount: null }))
export const setTimelineView = useTimelineView.setState

/** Makes a row the current one and puts the focus on it, or into what is wished for. */
export function goToRow(id: string, is: RowWish = 'row'): void {
  setRoomView({ currentEntry: id as EntryId })
  setTimelineView({ wish: { id, is } })
}

/** Whether this person has a cursor in some text: then nothing may move under it. */
export function isWriting(): boolean {
  const active = document.activeElement
  return active instanceof HTMLElement && (active.isContentEditable || active.matches('input, textarea, select'))
}
