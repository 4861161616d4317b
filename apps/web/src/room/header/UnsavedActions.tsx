import { useState } from 'react'
import type { Refusal } from '../../connection/saving.ts'
import { useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import styles from './UnsavedActions.module.css'

interface UnsavedActionsProps {
  why: Refusal
  unsaved: number
}

/** What can be done about words that the server won't take, beside taking them along. */
export function UnsavedActions({ why, unsaved }: UnsavedActionsProps) {
  const meeting = useMeeting()
  const [isSure, setSure] = useState(false)

  async function letGo() {
    await Promise.all(meeting.unsaved().flatMap((document) => (document.isRefused ? [document.letGo()] : [])))
    location.reload()
  }

  if (why === 'session-ended') return null
  return (
    <div className={styles['actions']}>
      {why === 'full' || why === 'too-large' || why === 'not-taken' || why === 'damaged' || why === 'shut-out' ? (
        <Button onClick={meeting.tryAgain}>Try again</Button>
      ) : null}
      {why === 'outdated' ? <Button onClick={() => location.reload()}>Reload the page</Button> : null}
      {unsaved === 0 || why === 'damaged' || why === 'outdated' ? null : isSure ? (
        <div role="group" aria-label="Let go of them?" className={styles['sure']}>
          <span>They will be deleted from this device.</span>
          <Button look="danger" onClick={() => void letGo()}>
            Delete them
          </Button>
          <Button onClick={() => setSure(false)}>Keep them</Button>
        </div>
      ) : (
        <Button look="plain" onClick={() => setSure(true)}>
          Let go of them…
        </Button>
      )}
    </div>
  )
}
