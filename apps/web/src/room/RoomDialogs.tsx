import { lazy, Suspense, useEffect } from 'react'
import { DefinitionDialog } from './cards/DefinitionDialog.tsx'
import { TrapDialog } from './cards/TrapDialog.tsx'
import { fetchLateParts, useLateParts } from './header/useLateParts.ts'
import { loadHistory } from './openHistory.ts'
import { PeopleDialog } from './people/PeopleDialog.tsx'
import { useRoomView } from './roomView.ts'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

const HistoryDialog = lazy(loadHistory)

/** The dialogs that can be opened from anywhere in the room. */
export function RoomDialogs() {
  const isDefinitionOpen = useRoomView((view) => view.isDefinitionOpen)
  const trap = useRoomView((view) => view.trap)
  const isShortcutsOpen = useRoomView((view) => view.isShortcutsOpen)
  const isPeopleOpen = useRoomView((view) => view.isPeopleOpen)
  const isShareOpen = useRoomView((view) => view.isShareOpen)
  const history = useRoomView((view) => view.history)
  const lateParts = useLateParts()
  useEffect(() => {
    if (isShareOpen) void fetchLateParts()
  }, [isShareOpen])
  return (
    <>
      {isDefinitionOpen ? <DefinitionDialog /> : null}
      {trap === null ? null : <TrapDialog key={trap} trap={trap} />}
      {isShortcutsOpen ? <ShortcutsDialog /> : null}
      {isPeopleOpen ? <PeopleDialog /> : null}
      {lateParts ? (
        <>
          <lateParts.Coach />
          <lateParts.ImportHost />
        </>
      ) : null}
      {isShareOpen && lateParts ? <lateParts.ShareDialog /> : null}
      {history === null ? null : (
        <Suspense>
          <HistoryDialog start={history} />
        </Suspense>
      )}
    </>
  )
}
