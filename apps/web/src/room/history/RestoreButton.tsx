import { History } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { historyApi, type Past } from './historyApi.ts'
import { problemText } from './problemText.ts'
import styles from './RestoreButton.module.css'

interface RestoreButtonProps {
  past: Past
  /** `14:05`. */
  time: string
  /** It is on the screen: nobody restores what they have not seen. */
  isThere: boolean
  onRestored: () => void
}

/** Asks once, in plain words, then makes everybody's board as it was. */
export function RestoreButton({ past, time, isThere, onRestored }: RestoreButtonProps) {
  const { id } = useMeeting()
  const [isAsking, setAsking] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [said, say] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)
  useEffect(() => {
    if (wasAsking.current && !isAsking) opener.current?.focus()
    wasAsking.current = isAsking
  }, [isAsking])

  async function restore() {
    if (isRunning) return
    setRunning(true)
    say(null)
    try {
      const { restored } = await historyApi.restore(id, past)
      if (restored) onRestored()
      else {
        say(`Nothing to restore: the board already says what it said at ${time}.`)
        setAsking(false)
      }
    } catch (failure) {
      say(problemText(failure))
    } finally {
      setRunning(false)
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    // Else the dialog closes with it.
    event.preventDefault()
    if (!isRunning) setAsking(false)
  }

  if (!isAsking) {
    return (
      <div className={styles['restore']}>
        <Button ref={opener} aria-disabled={!isThere} onClick={() => isThere && setAsking(true)}>
          <History aria-hidden size={16} /> Restore this version
        </Button>
        <p role="status" className={styles['said']}>
          {said}
        </p>
      </div>
    )
  }
  return (
    <div className={styles['asking']} role="group" aria-labelledby="history-restore" onKeyDown={onKeyDown}>
      <p id="history-restore">
        Everybody’s board becomes as it was at <strong>{time}</strong>. What was written since stays in the history, and one press
        brings it back.
      </p>
      <div className={styles['buttons']}>
        <Button ref={focusOnce} look="primary" aria-disabled={isRunning} onClick={() => void restore()}>
          {isRunning ? 'Restoring…' : `Restore ${time} for everybody`}
        </Button>
        <Button look="plain" aria-disabled={isRunning} onClick={() => !isRunning && setAsking(false)}>
          Leave it as it is
        </Button>
      </div>
      {said === null ? null : <p role="alert">{said}</p>}
    </div>
  )
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus()
}
