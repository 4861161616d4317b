import { useEffect } from 'react'
import type { MeetingOverview } from '../connection/meetingApi.ts'
import { useLiveMeeting } from '../connection/useLiveMeeting.ts'
import { MeetingContext, useAgenda, useDetails, useParkedCount } from '../connection/useMeeting.ts'
import { Loading } from '../design/Loading.tsx'
import { RoomCards } from '../room/cards/RoomCards.tsx'
import { LazyRestoredLine } from '../room/history/LazyRestoredLine.tsx'
import { PhaseView } from '../room/PhaseView.tsx'
import { phaseTitles } from '../room/phaseTitles.ts'
import styles from './ScreenPage.module.css'

/** The room for a shared screen: large, read only, with nothing on it that is somebody's own. */
export function ScreenPage({ overview }: { overview: MeetingOverview }) {
  const meeting = useLiveMeeting(overview, true)
  useEffect(() => {
    document.documentElement.dataset['screen'] = 'room'
    return () => {
      delete document.documentElement.dataset['screen']
    }
  }, [])
  if (meeting === null) return <Loading what="Opening the room view" />
  return (
    <MeetingContext value={meeting}>
      <Screen />
    </MeetingContext>
  )
}

function Screen() {
  const { title } = useDetails()
  const { phase, revealedAt } = useAgenda()
  const { ideas } = useParkedCount()
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <span className={styles['title']}>{title}</span>
        <span className={styles['phase']}>
          {phaseTitles[phase].title}
          {revealedAt === null && ideas > 0 ? ` · ${ideas === 1 ? '1 idea' : `${ideas} ideas`} parked` : ''}
        </span>
      </header>
      <main className={styles['main']}>
        <LazyRestoredLine />
        <RoomCards />
        <PhaseView phase={phase} />
      </main>
    </div>
  )
}
