import type { Restored } from '@second-story/meeting'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useAgenda, useDetails, useMayWrite, useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { Button, IconButton } from '../../design/Button.tsx'
import { openHistory } from '../openHistory.ts'
import { useCommand } from '../useCommand.ts'
import { historyApi } from './historyApi.ts'
import styles from './RestoredLine.module.css'
import { whenText } from './words.ts'

/** For as long as it takes to notice that the board is another; afterwards it is found in the history. */
const shownMs = 5 * 60_000

/**
 * Tells everybody that somebody restored an earlier board, with the way back. Quiet, and gone by itself. `arrivedWith` is the restore that
 * there was when this person came.
 */
export function RestoredLine({ arrivedWith }: { arrivedWith: string | null }) {
  const { restored } = useAgenda()
  const [putAway, setPutAway] = useState(() =>
    restored !== null && restored.at === arrivedWith && leftMs(restored) === 0 ? restored.at : null,
  )
  const at = restored?.at
  useEffect(() => {
    if (restored === null || restored.at === putAway) return
    const left = restored.at === arrivedWith ? leftMs(restored) : shownMs
    const timer = setTimeout(() => setPutAway(restored.at), left)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- one restore is one `at`
  }, [at, putAway])
  if (restored === null || restored.at === putAway) return null
  return (
    <Line
      restored={restored}
      isNew={restored.at !== arrivedWith}
      onPutAway={() => {
        setPutAway(restored.at)
        // The button is about to vanish; the keyboard goes on from the phase under it.
        document.getElementById('phase')?.focus()
      }}
    />
  )
}

function Line({ restored, isNew, onPutAway }: { restored: Restored; isNew: boolean; onPutAway: () => void }) {
  const meeting = useMeeting()
  const self = useSelf()
  const mayWrite = useMayWrite()
  const { zone } = useDetails()
  const name = useNameOf(restored.by)
  const { isRunning, run } = useCommand()
  const isMine = restored.by === self.id && !meeting.isScreen
  const text = `${isMine ? 'You' : name} restored the notes of ${whenText(restored.of, zone, Date.parse(restored.at))}.`
  // Who did it is told where they did it.
  const isSaid = isNew && !isMine && !meeting.isScreen
  useEffect(() => {
    if (isSaid) announce(text)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- one restore is one `at`
  }, [isSaid, restored.at])

  const takeBack = async () => {
    const isDone = await run(() => historyApi.restore(meeting.id, { is: 'version', id: restored.before }))
    if (isDone) announce('The board is as it was before.')
  }

  return (
    <div className={styles['line']} role="note" {...(meeting.isScreen && { 'data-screen': true })}>
      <span className={styles['words']}>{text}</span>
      {mayWrite ? (
        <Button aria-disabled={isRunning} onClick={() => !isRunning && void takeBack()}>
          Undo
        </Button>
      ) : null}
      {meeting.isScreen ? null : (
        <>
          <Button look="plain" onClick={() => void openHistory({ version: restored.before, onlyDifferences: true })}>
            See what changed
          </Button>
          <IconButton label="Put this line away" className={styles['away']} onClick={onPutAway}>
            <X aria-hidden size={18} />
          </IconButton>
        </>
      )}
    </div>
  )
}

/** Never more than the whole time, where this device's clock is behind. */
function leftMs({ at }: Restored): number {
  return Math.min(shownMs, Math.max(0, Date.parse(at) + shownMs - Date.now()))
}
