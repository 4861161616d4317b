import { facilitatorTies } from '@second-story/meeting'
import { useDetails } from '../../connection/useMeeting.ts'
import styles from './DraftPhase.module.css'
import type { RowText } from './useTimelineTexts.ts'

/** A quiet question where whoever facilitates was close to the incident. Reckoned on this screen, for those who could change it. */
export function FacilitatorNote({ rows }: { rows: readonly RowText[] }) {
  const details = useDetails()
  const ties = facilitatorTies(details, rows)
  const name = details.facilitator.trim()
  return (
    <div role="status" className={styles['whole']}>
      {ties.isLead || ties.rows.length > 0 ? (
        <p className={styles['note']}>
          {ties.isLead
            ? `${name} led the response too.`
            : `${name} is named in ${ties.rows.length === 1 ? 'a row' : `${ties.rows.length} rows`} of the timeline.`}{' '}
          It works better when somebody else facilitates: who was close to it glosses over what others need spelled out. You
          decide; only those who can change it see this.
        </p>
      ) : null}
    </div>
  )
}
