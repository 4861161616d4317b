import { useMayWrite } from '../../connection/useMeeting.ts'
import { PhaseHeading } from '../PhaseHeading.tsx'
import { SectionText } from '../SectionText.tsx'
import { Dates } from './Dates.tsx'
import { DetailsForm } from './DetailsForm.tsx'
import styles from './DraftPhase.module.css'
import { DraftStanding } from './DraftStanding.tsx'
import { Invitations } from './Invitations.tsx'
import { KnownTimeline } from './KnownTimeline.tsx'
import { useTimelineTexts } from './useTimelineTexts.ts'

/** What the incident lead writes down before the meeting, as far as it is known. Causes are not asked for: they come in the meeting. */
export function DraftPhase() {
  const mayWrite = useMayWrite()
  const rows = useTimelineTexts()
  return (
    <>
      <PhaseHeading phase="draft" />
      <p className={styles['hint']}>
        {mayWrite
          ? 'Whoever led the response writes down what is known. Leave blank what is not: an open question is more honest than a guess, and the meeting is there to find out. Causes come in the meeting too.'
          : 'This is what is known so far. The meeting fills in the rest.'}
      </p>
      <DraftStanding />
      {mayWrite ? (
        <>
          <DetailsForm rows={rows} />
          <KnownTimeline />
        </>
      ) : null}
      <SectionText
        section="trigger"
        title="Trigger"
        ask="What set it off that day, if it is known?"
        placeholder="Not known yet is fine…"
      />
      <SectionText
        section="detection"
        title="Detection"
        ask="How did it come to light, and for whom?"
        placeholder="Not known yet is fine…"
      />
      <SectionText section="resolution" title="Resolution" ask="What brought things back?" placeholder="Not known yet is fine…" />
      <Dates />
      {mayWrite ? <Invitations rows={rows} /> : null}
    </>
  )
}
