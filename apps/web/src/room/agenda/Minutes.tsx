import { useState } from 'react'
import { Button } from '../../design/Button.tsx'
import styles from './AgendaDialog.module.css'

interface MinutesProps {
  title: string
  minutes: number
  most: number
  onSet: (minutes: number) => Promise<unknown>
}

/** The minutes of a phase: typed, or five more or less. */
export function Minutes({ title, minutes, most, onSet }: MinutesProps) {
  const [typed, setTyped] = useState<string | null>(null)

  async function set(wanted: number) {
    const next = Math.min(most, Math.max(0, Math.round(wanted)))
    if (next !== minutes && Number.isFinite(next)) await onSet(next)
  }

  function keepTyped() {
    if (typed !== null && typed.trim() !== '') void set(Number(typed))
    setTyped(null)
  }

  return (
    <span className={styles['clock']} role="group" aria-label={title}>
      <Button aria-label={`${title}: 5 minutes less`} disabled={minutes <= 0} onClick={() => void set(minutes - 5)}>
        −5
      </Button>
      <input
        className={styles['minutes']}
        inputMode="numeric"
        aria-label={`${title}, minutes`}
        value={typed ?? String(minutes)}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        onBlur={keepTyped}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keepTyped()
        }}
      />
      <Button aria-label={`${title}: 5 minutes more`} disabled={minutes >= most} onClick={() => void set(minutes + 5)}>
        +5
      </Button>
    </span>
  )
}
