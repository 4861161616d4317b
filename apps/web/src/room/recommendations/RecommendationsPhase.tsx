import { addRecommendation, setDetail } from '@second-story/meeting'
import { useAgenda, useAll, useDetails, useIsFacilitator, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { AddLine } from '../AddLine.tsx'
import { PhaseHeading } from '../PhaseHeading.tsx'
import { LookOver } from './LookOver.tsx'
import { OpenParking } from './OpenParking.tsx'
import { RecommendationItem } from './RecommendationItem.tsx'
import styles from './RecommendationsPhase.module.css'
import { standing } from '../standing.ts'

/** The authors look over their parked ideas, the facilitator opens the parking, all appear at once; then the group weighs them. */
export function RecommendationsPhase() {
  const meeting = useMeeting()
  const { revealedAt } = useAgenda()
  const details = useDetails()
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const { open, setAside } = standing(useAll(meeting.recommendations))

  return (
    <>
      <PhaseHeading phase="recommendations" />
      {revealedAt === null ? (
        <>
          {mayWrite ? <LookOver /> : null}
          <OpenParking />
        </>
      ) : null}
      {open.length > 0 ? (
        <ol className={styles['list']} role="list">
          {open.map(({ id, merged }) => (
            <RecommendationItem
              key={id}
              id={id}
              merged={merged}
              others={open.filter((other) => other.id !== id).map((other) => other.id)}
            />
          ))}
        </ol>
      ) : null}
      {revealedAt !== null && open.length === 0 && !details.noRecommendations ? (
        <p className={styles['empty']}>
          Nothing here, and that may be all right: a review that only taught us something was worth holding.
        </p>
      ) : null}
      {setAside.length > 0 ? (
        <details className={styles['aside']}>
          <summary>Set aside ({setAside.length})</summary>
          <ol className={styles['list']} role="list">
            {setAside.map(({ id, merged }) => (
              <RecommendationItem key={id} id={id} merged={merged} others={[]} />
            ))}
          </ol>
        </details>
      ) : null}
      {revealedAt !== null && mayWrite ? (
        <AddLine
          label="Add a recommendation"
          field="recommendation"
          placeholder="Something that might help…"
          onAdd={(text) => meeting.change((board) => void addRecommendation(board, meeting.newEntity(), { text }))}
        />
      ) : null}
      {isFacilitator && open.length === 0 && revealedAt !== null ? (
        <Button
          aria-pressed={details.noRecommendations}
          onClick={() => meeting.change((board) => setDetail(board, 'noRecommendations', !details.noRecommendations))}
        >
          No recommendations, and that is fine
        </Button>
      ) : null}
      {details.noRecommendations && open.length === 0 ? (
        <p className={styles['fine']} role="status">
          We leave without recommendations. What we learned is the result, and the review says so.
        </p>
      ) : null}
    </>
  )
}
