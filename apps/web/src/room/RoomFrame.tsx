import { useEffect } from 'react'
import { useMeeting } from '../connection/useMeeting.ts'
import { Button } from '../design/Button.tsx'
import { VisuallyHidden } from '../design/VisuallyHidden.tsx'
import { ErrorBoundary } from '../ErrorBoundary.tsx'
import { RoomCards } from './cards/RoomCards.tsx'
import { Composer } from './composer/Composer.tsx'
import { Header } from './header/Header.tsx'
import { useLateParts } from './header/useLateParts.ts'
import { LazyRestoredLine } from './history/LazyRestoredLine.tsx'
import { Panel } from './Panel.tsx'
import { PhaseView } from './PhaseView.tsx'
import { phaseTitles } from './phaseTitles.ts'
import { AgendaRail } from './rail/AgendaRail.tsx'
import styles from './RoomFrame.module.css'
import { RoomDialogs } from './RoomDialogs.tsx'
import { type Column, setRoomView, useRoomView } from './roomView.ts'
import { useFollow } from './useFollow.ts'
import { useRoomKeys } from './useRoomKeys.ts'

/** The room: agenda to the left, the phase in the middle, questions, notes and parked ideas to the right, the composer always there. */
export function RoomFrame() {
  const { awareness } = useMeeting()
  const { roomPhase, shownPhase } = useFollow()
  const column = useRoomView((view) => view.column)
  useRoomKeys()
  const lateParts = useLateParts()
  useEffect(() => awareness.setLocalStateField('phase', shownPhase), [awareness, shownPhase])

  return (
    <div className={styles['room']} data-column={column}>
      <Header />
      <nav className={styles['rail']} aria-label="Agenda">
        <AgendaRail roomPhase={roomPhase} shownPhase={shownPhase} />
      </nav>
      <main className={styles['main']} id="phase" tabIndex={-1} data-phase={shownPhase}>
        <div className={styles['top']}>
          {lateParts ? <lateParts.RefusedLine /> : null}
          <LazyRestoredLine />
          {shownPhase === roomPhase ? null : (
            <div className={styles['elsewhere']} role="note">
              <span>
                You are looking at {phaseTitles[shownPhase].title}. The room is in <strong>{phaseTitles[roomPhase].title}</strong>
                .
              </span>
              <Button onClick={() => setRoomView({ lookingAt: null })}>Back to the group</Button>
            </div>
          )}
        </div>
        <RoomCards />
        <div className={styles['phase']}>
          <ErrorBoundary key={shownPhase} area={`The phase “${phaseTitles[shownPhase].title}”`}>
            <PhaseView phase={shownPhase} />
          </ErrorBoundary>
        </div>
      </main>
      <aside className={styles['panel']} aria-label="Questions, notes and ideas">
        <h2>
          <VisuallyHidden>Questions, notes and ideas</VisuallyHidden>
        </h2>
        <ErrorBoundary area="The side panel">
          <Panel />
        </ErrorBoundary>
      </aside>
      <div className={styles['composer']}>
        <Composer />
      </div>
      <ColumnSwitch column={column} />
      <RoomDialogs />
    </div>
  )
}

const columns: readonly { column: Column; label: string }[] = [
  { column: 'agenda', label: 'Agenda' },
  { column: 'phase', label: 'Room' },
  { column: 'panel', label: 'Questions & ideas' },
]

/** On a phone: which of the three columns is shown. */
function ColumnSwitch({ column }: { column: Column }) {
  return (
    <nav className={styles['switch']} aria-label="What is shown">
      {columns.map((each) => (
        <button
          key={each.column}
          type="button"
          className={styles['switchButton']}
          aria-pressed={column === each.column}
          onClick={() => setRoomView({ column: each.column })}
        >
          {each.label}
        </button>
      ))}
    </nav>
  )
}
