import { useEffect, useState } from 'react'
import { findLeftCopies } from '../connection/leftCopies.ts'
import type { UnsavedDocument } from '../connection/liveMeeting.ts'
import { countOf } from '../connection/saving.ts'
import { CopyWords } from './CopyWords.tsx'
import styles from './KeptHere.module.css'

/** At the door: words of an earlier visit are on this device. Whoever can't come in any more can still take them along. */
export function KeptHere({ meeting }: { meeting: string }) {
  const [left, setLeft] = useState<readonly (UnsavedDocument & { changes: number })[]>([])
  useEffect(() => {
    let isCurrent = true
    findLeftCopies(meeting, () => false).then(
      (found) => {
        if (isCurrent) setLeft(found)
      },
      () => undefined, // storage is refused: then nothing is left in it either
    )
    return () => {
      isCurrent = false
    }
  }, [meeting])
  const changes = left.reduce((sum, copy) => sum + copy.changes, 0)
  if (changes === 0) return null
  return (
    <section className={styles['kept']} aria-label="Kept on this device">
      <p>
        {countOf(changes)} of yours {changes === 1 ? 'is' : 'are'} kept on this device and not saved yet. If the server knows you
        again when you join, {changes === 1 ? 'it is' : 'they are'} saved by then; copy your text to be sure.
      </p>
      <CopyWords documents={() => left} />
    </section>
  )
}
