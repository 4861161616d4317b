import { useIsFacilitator, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { type Key, useKeys } from '../keys.ts'
import { useRoomView } from '../roomView.ts'
import { moveWithinTime } from './moveWithinTime.ts'
import { endTimeId } from './NewRow.tsx'
import { goToRow, setTimelineView } from './timelineView.ts'
import { useSpotlight } from './useSpotlight.ts'

/** The keys of the timeline, for as long as it is shown. */
export function useTimelineKeys(): void {
  const meeting = useMeeting()
  const { timeline } = meeting
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const { toggle, lead } = useSpotlight()
  const current = () => {
    const { currentEntry } = useRoomView.getState()
    return currentEntry !== null && timeline.entity(currentEntry) !== null ? currentEntry : null
  }

  function step(event: KeyboardEvent, by: -1 | 1) {
    // Elsewhere, Page Up and Page Down scroll as they always do.
    if (event.key.startsWith('Page') && !isOnRow(event.target)) return
    const ids = timeline.ids()
    const from = current()
    const index = from === null ? (by > 0 ? 0 : ids.length - 1) : ids.indexOf(from) + by
    const to = ids[index]
    if (to === undefined) return
    event.preventDefault()
    goToRow(to)
    if (isFacilitator) lead(from, to)
  }
  /** Keys for the current row; without one they do nothing. */
  const onCurrent = (run: (id: string) => void) => (event: KeyboardEvent) => {
    const id = current()
    if (id === null) return
    event.preventDefault()
    run(id)
  }
  function addAfterCurrent(event: KeyboardEvent) {
    event.preventDefault()
    const after = current()
    if (after === null) document.getElementById(endTimeId)?.focus()
    else setTimelineView({ newAfter: after })
  }

  const reading: Key[] = [
    { key: 'J', label: 'Next row', run: (event) => step(event, 1) },
    { key: 'K', label: 'Row before', run: (event) => step(event, -1) },
    { key: 'PageDown', label: 'Next row, from a row', run: (event) => step(event, 1) },
    { key: 'PageUp', label: 'Row before, from a row', run: (event) => step(event, -1) },
  ]
  const writing: Key[] = [
    { key: 'N', label: 'New row after the current one', run: addAfterCurrent },
    { key: 'Enter', label: 'Write in the current row; Esc leaves it', run: onCurrent((id) => goToRow(id, 'text')) },
    { key: 'M', label: 'Mark the current row', run: onCurrent((id) => goToRow(id, 'mark')) },
    { key: 'Alt+ArrowUp', label: 'Move up among rows of the same time', run: onCurrent((id) => moveWithinTime(meeting, id, -1)) },
    {
      key: 'Alt+ArrowDown',
      label: 'Move down among rows of the same time',
      run: onCurrent((id) => moveWithinTime(meeting, id, 1)),
    },
    { key: 'S', label: 'Point the room at the current row', facilitator: true, run: onCurrent(toggle) },
  ]
  useKeys('Timeline', mayWrite ? [...reading, ...writing] : reading)
}

function isOnRow(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('article[id^="row-"]') !== null
}
