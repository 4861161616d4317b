import { formatDay, formatDuration, type TimelineEntry } from '@second-story/meeting'
import { useDetails, useMayWrite } from '../../connection/useMeeting.ts'
import { gapBetween } from './gaps.ts'
import styles from './RowLead.module.css'
import { setTimelineView } from './timelineView.ts'

/** What stands above a row: the day where it begins, and the question that a long pause asks. */
export function RowLead({ entry, before }: { entry: TimelineEntry; before: TimelineEntry | null }) {
  const { zone } = useDetails()
  const heading = headingOf(entry, zone)
  const isNew = before === null || headingOf(before, zone) !== heading
  const gapMs = gapBetween(before, entry)
  return (
    <>
      {gapMs === null || before === null ? null : <GapPrompt ms={gapMs} after={before.id} />}
      {isNew ? <h2 className={styles['day']}>{heading}</h2> : null}
    </>
  )
}

function GapPrompt({ ms, after }: { ms: number; after: string }) {
  const mayWrite = useMayWrite()
  const length = `${formatDuration({ ms, approximate: false })} with nothing recorded.`
  return (
    <div className={styles['gap']}>
      {mayWrite ? (
        <button type="button" className={styles['ask']} onClick={() => setTimelineView({ newAfter: after })}>
          <span className={styles['length']}>{length}</span> <span className={styles['question']}>What was happening?</span>
        </button>
      ) : (
        <span className={styles['ask']}>
          <span className={styles['length']}>{length}</span>
        </span>
      )}
    </div>
  )
}

/** Days are told over and over while a long timeline is drawn, and each costs a reckoning in the zone. */
const days = new Map<string, string>()

function headingOf({ at }: TimelineEntry, zone: string): string {
  if (at === null) return 'No time yet'
  const key = `${at} ${zone}`
  const known = days.get(key)
  if (known !== undefined) return known
  if (days.size > 5000) days.clear()
  const day = formatDay(at, zone)
  days.set(key, day)
  return day
}
