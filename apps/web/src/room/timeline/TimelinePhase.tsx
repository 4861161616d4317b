import { useIds, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { ImportButton } from '../ImportButton.tsx'
import { PhaseHeading } from '../PhaseHeading.tsx'
import { DurationsStrip } from './DurationsStrip.tsx'
import { NewRow } from './NewRow.tsx'
import { TimelineList } from './TimelineList.tsx'
import styles from './TimelinePhase.module.css'
import { useFollowSpotlight } from './useSpotlight.ts'
import { useTimelineKeys } from './useTimelineKeys.ts'

/** What happened, row by row, in the order of time: the heart of the meeting. */
export function TimelinePhase() {
  const { timeline } = useMeeting()
  const ids = useIds(timeline)
  const mayWrite = useMayWrite()
  useTimelineKeys()
  useFollowSpotlight()
  return (
    <div className={styles['timeline']}>
      <PhaseHeading phase="timeline" />
      {ids.length === 0 ? (
        <p className={styles['empty']}>
          Begin with the moment when somebody first saw that something was off. A rough time will do, or none: rows find their
          order by themselves, and everybody may write at once.
        </p>
      ) : (
        <>
          <DurationsStrip />
          <TimelineList ids={ids} />
        </>
      )}
      {mayWrite ? (
        <>
          <NewRow place="end" after={ids.findLast((id) => timeline.entity(id)?.at != null) ?? null} />
          <ImportButton />
        </>
      ) : null}
    </div>
  )
}
