import { useStore } from 'zustand'
import { Button } from '../../design/Button.tsx'
import type { ImportSession } from './importSession.ts'
import styles from './Import.module.css'

/** How far the reading is, and the way to end it. */
export function ReadingLine({ session }: { session: ImportSession }) {
  const share = useStore(session.state, ({ reading }) => (reading === null ? null : Math.round(reading.share * 100)))
  if (share === null) return null
  return (
    <span className={styles['reading']} role="status">
      <progress aria-label="Reading" value={share} max={100} />
      Reading…
      <Button onClick={session.cancel}>Cancel</Button>
    </span>
  )
}
