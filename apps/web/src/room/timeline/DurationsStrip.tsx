import { type Duration, formatDuration, readDurations } from '@second-story/meeting'
import { useMemo } from 'react'
import styles from './DurationsStrip.module.css'
import { IncidentStrip } from './IncidentStrip.tsx'
import { useCalmEntries } from './useCalmEntries.ts'

/** What the marks tell: how long it took, as facts and not as targets, above the course of the incident at a glance. */
export function DurationsStrip() {
  const entries = useCalmEntries()
  const durations = useMemo(() => readDurations(entries), [entries])
  return (
    <section className={styles['summary']} aria-label="The incident at a glance">
      <IncidentStrip entries={entries} />
      <dl className={styles['durations']}>
        <Measured title="Time to detect" duration={durations.toDetect} />
        <Measured title="Time to mitigate" duration={durations.toMitigate} />
        <Measured title="Time to resolve" duration={durations.toResolve} />
      </dl>
    </section>
  )
}

function Measured({ title, duration }: { title: string; duration: Duration | null }) {
  return (
    <div className={styles['measured']}>
      <dt>{title}</dt>
      <dd data-known={duration !== null}>{duration === null ? 'not known yet' : formatDuration(duration)}</dd>
    </div>
  )
}
