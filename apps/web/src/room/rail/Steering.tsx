import type { Phase } from '@second-story/meeting'
import { ChevronLeft } from 'lucide-react'
import { Button, IconButton } from '../../design/Button.tsx'
import { phaseTitles } from '../phaseTitles.ts'
import { useSteps } from '../useSteps.ts'
import styles from './AgendaRail.module.css'

/** What moves everybody: here, on, back. */
export function Steering({ roomPhase, shownPhase }: { roomPhase: Phase; shownPhase: Phase }) {
  const { previous, next, isMoving, enter } = useSteps()
  return (
    <div className={styles['steering']} role="group" aria-label="Move the room">
      {shownPhase === roomPhase ? null : (
        <Button size="large" disabled={isMoving} onClick={() => void enter(shownPhase)}>
          Bring everyone here
        </Button>
      )}
      <div className={styles['steps']}>
        <IconButton
          label={previous === null ? 'No phase before this one' : `Back to ${phaseTitles[previous].title}`}
          hint="["
          look="normal"
          size="large"
          disabled={previous === null || isMoving}
          onClick={() => previous && void enter(previous)}
        >
          <ChevronLeft aria-hidden size={18} />
        </IconButton>
        {next === null ? null : (
          <Button
            look="primary"
            size="large"
            className={styles['next']}
            title="Key: ]"
            disabled={isMoving}
            onClick={() => void enter(next)}
          >
            Next: {phaseTitles[next].title}
          </Button>
        )}
      </div>
    </div>
  )
}
