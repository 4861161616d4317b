import { type Criterion, criteria, type Details, formatDuration, lastedMs, setDetail, wallClockOf } from '@second-story/meeting'
import { useDetails, useMeeting } from '../../connection/useMeeting.ts'
import { SelectField, TextField } from '../../design/Field.tsx'
import { criterionTitles } from '../criterionTitles.ts'
import { zones } from '../zones.ts'
import styles from './DraftPhase.module.css'
import { FacilitatorNote } from './FacilitatorNote.tsx'
import { FromTimeline } from './FromTimeline.tsx'
import { MomentFields } from './MomentFields.tsx'
import type { RowText } from './useTimelineTexts.ts'

/** Times, zone, people and reason of the review, for those who may write. Each field is written as it is typed. */
export function DetailsForm({ rows }: { rows: readonly RowText[] }) {
  const details = useDetails()
  const { change } = useMeeting()
  const { zone, began, ended, incidentDate } = details
  const set = <Field extends keyof Details>(field: Field, value: Details[Field]) =>
    change((board) => setDetail(board, field, value))
  const lasted = lastedMs(details)

  return (
    <fieldset tabIndex={-1} className={styles['form']} aria-label="About the incident">
      <MomentFields
        dateLabel="Date of the incident"
        timeLabel="It began at"
        value={began ?? incidentDate}
        zone={zone}
        takesDay
        onChange={(moment) =>
          change((board) => {
            setDetail(board, 'incidentDate', moment === null ? null : wallClockOf(moment, zone).date)
            setDetail(board, 'began', moment?.includes('T') ? moment : null)
          })
        }
      />
      <MomentFields
        dateLabel="It ended on"
        timeLabel="It ended at"
        value={ended}
        zone={zone}
        takesDay
        fallbackDate={began === null ? incidentDate : wallClockOf(began, zone).date}
        problem={isBackwards(details) ? 'That is before it began. Did it end on the next day?' : null}
        onChange={(moment) => set('ended', moment)}
      />
      <p className={styles['lasted']}>
        {lasted === null
          ? 'How long it lasted is not known yet.'
          : `It lasted ${formatDuration({ ms: lasted, approximate: false })}.`}
      </p>
      <FromTimeline />
      <SelectField label="Told in the time of" value={zone} onChange={(event) => set('zone', event.target.value)}>
        {zones(zone).map((each) => (
          <option key={each} value={each}>
            {each.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Why we hold this review"
        optional
        value={details.criteria ?? ''}
        onChange={(event) => set('criteria', criteria.find((each) => each === event.target.value) ?? null)}
      >
        <option value="">Not said</option>
        {criteria.map((criterion: Criterion) => (
          <option key={criterion} value={criterion}>
            {criterionTitles[criterion]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Who led the response"
        optional
        value={details.incidentLead}
        onChange={(event) => set('incidentLead', event.target.value)}
      />
      <TextField
        label="Who facilitates"
        optional
        value={details.facilitator}
        onChange={(event) => set('facilitator', event.target.value)}
      />
      <FacilitatorNote rows={rows} />
    </fieldset>
  )
}

function isBackwards({ began, ended, zone }: Details): boolean {
  if (began === null || ended === null) return false
  return ended.includes('T') ? Date.parse(ended) < Date.parse(began) : ended < wallClockOf(began, zone).date
}
