import { useState } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { Loading } from '../../design/Loading.tsx'
import { type HistoryStart, setRoomView } from '../roomView.ts'
import { Failure } from './Failure.tsx'
import { HistoryView } from './HistoryView.tsx'
import { useHistory } from './useHistory.ts'

/** The board as it was at any moment, beside what it is now; and the way back. */
export function HistoryDialog({ start }: { start: HistoryStart }) {
  const meeting = useMeeting()
  const { history, hasFailed, failure, reload } = useHistory(meeting.id)
  const [openedAt] = useState(Date.now)
  return (
    <Dialog title="History" size="full" onClose={() => setRoomView({ history: null })}>
      {history !== null ? (
        <HistoryView history={history} start={start} openedAt={openedAt} reload={reload} />
      ) : hasFailed ? (
        <Failure failure={failure} onRetry={reload} />
      ) : (
        <Loading what="Reading the history" />
      )}
    </Dialog>
  )
}
