import { type Criterion, criteria, type Details, setDetail } from '@second-story/meeting'
import { useDetails, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { SelectField, TextField } from '../../design/Field.tsx'
import { criterionTitles } from '../criterionTitles.ts'
import { zones } from '../zones.ts'
import styles from './DraftPhase.module.css'

/** Date, zone, people and reason of the review. Each field is written as it is typed. */
export function DetailsForm() {
  const details = useDetails()
  const mayWrite = useMayWrite()
  const { change } = useMeeting()
  const set = <Field extends keyof Details>(field: Field, value: Details[Field]) =>
    change((board) => setDetail(board, field, value))
  const isSamePerson = details.facilitator.trim() !== '' && sameName(details.facilitator, details.incidentLead)

  return (
    <fieldset className={styles['form']} disabled={!mayWrite} aria-label="About the incident">
      <TextField
        label="Date of the incident"
        type="date"
        optional
        value={details.incidentDate ?? ''}
        onChange={(event) => set('incidentDate', event.target.value === '' ? null : event.target.value)}
      />
      <SelectField label="Told in the time of" value={details.zone} onChange={(event) => set('zone', event.target.value)}>
        {zones(details.zone).map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
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
      {isSamePerson ? (
        <p className={styles['warning']} role="note">
          {details.facilitator} led the response too. It works better when somebody else facilitates: who was close to it glosses
          over what others need spelled out.
        </p>
      ) : null}
    </fieldset>
  )
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
