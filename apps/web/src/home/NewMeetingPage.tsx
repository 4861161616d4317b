import { type AgendaStep, type Criterion, criteria, facilitatorTies, formatDuration } from '@second-story/meeting'
import { type ChangeEvent, type SubmitEvent, useState } from 'react'
import { rememberLinks } from '../connection/knownLinks.ts'
import { type CreatedMeeting, meetingApi, type NewMeeting, Problem } from '../connection/meetingApi.ts'
import { Button } from '../design/Button.tsx'
import { SelectField, TextField } from '../design/Field.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import { criterionTitles } from '../room/criterionTitles.ts'
import { ownZone, zones } from '../room/zones.ts'
import { AgendaChoice } from './AgendaChoice.tsx'
import { incidentTimes } from './incidentTimes.ts'
import { MeetingLinks } from './MeetingLinks.tsx'
import styles from './NewMeetingPage.module.css'

/** Asks little: a title, and what is known. Unknown stays blank. Ends with the three links. */
export function NewMeetingPage() {
  const [created, setCreated] = useState<CreatedMeeting | null>(null)
  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <Wordmark />
      </header>
      <main className={styles['main']}>
        {created ? <MeetingLinks meeting={created} /> : <NewMeetingForm onCreated={setCreated} />}
      </main>
    </div>
  )
}

function NewMeetingForm({ onCreated }: { onCreated: (meeting: CreatedMeeting) => void }) {
  const [title, setTitle] = useState('')
  const [criterion, setCriterion] = useState('')
  const [times, setTimes] = useState({ date: '', beganAt: '', endedOn: '', endedAt: '' })
  const [zone, setZone] = useState(ownZone)
  const [incidentLead, setIncidentLead] = useState('')
  const [facilitator, setFacilitator] = useState('')
  const [withoutNames, setWithoutNames] = useState(false)
  const [agenda, setAgenda] = useState<readonly AgendaStep[] | undefined>()
  const known = criteria.find((each: Criterion) => each === criterion)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isCreating, setCreating] = useState(false)
  const [isPressed, setPressed] = useState(false)
  const when = incidentTimes({ ...times, zone })
  const isSamePerson = facilitatorTies({ facilitator, incidentLead }, []).isLead

  async function create(event: SubmitEvent) {
    event.preventDefault()
    if (title.trim() === '') {
      setProblem(new Problem(400, 'Please give it a title.', 'A few words by which people recognise the incident.'))
      return
    }
    setPressed(true)
    if (when.beganProblem !== null || when.endedProblem !== null) return
    setCreating(true)
    setProblem(null)
    const meeting: NewMeeting = {
      title: title.trim(),
      zone,
      revealWithoutNames: withoutNames,
      ...when.known,
      ...(incidentLead.trim() !== '' && { incidentLead: incidentLead.trim() }),
      ...(facilitator.trim() !== '' && { facilitator: facilitator.trim() }),
      ...(known && { criteria: known }),
      ...(agenda && { agenda }),
    }
    try {
      const made = await meetingApi.create(meeting)
      rememberLinks(made.id, made.links)
      onCreated(made)
    } catch (failure) {
      setProblem(failure instanceof Problem ? failure : new Problem(0, 'That did not work.', 'Please try again.'))
    } finally {
      setCreating(false)
    }
  }

  const typed = (field: keyof typeof times) => ({
    value: times[field],
    onChange: (event: ChangeEvent<HTMLInputElement>) => setTimes({ ...times, [field]: event.target.value }),
  })

  return (
    <>
      <h1>Start a review</h1>
      <p className={styles['intro']}>
        Only the title is needed. Leave blank what you do not know: the meeting is there to find out.
      </p>
      <form className={styles['form']} onSubmit={(event) => void create(event)} noValidate>
        <TextField
          label="Title"
          value={title}
          maxLength={200}
          placeholder="The Visual Guide stops answering"
          onChange={(event) => setTitle(event.target.value)}
          error={problem ? `${problem.title} ${problem.detail}` : null}
        />
        <SelectField label="Why we hold it" optional value={criterion} onChange={(event) => setCriterion(event.target.value)}>
          <option value="">Not said</option>
          {criteria.map((each) => (
            <option key={each} value={each}>
              {criterionTitles[each]}
            </option>
          ))}
        </SelectField>
        <div className={styles['pair']}>
          <TextField label="Date of the incident" type="date" optional {...typed('date')} />
          <TextField
            label="It began at"
            type="time"
            optional
            error={isPressed || times.date !== '' ? when.beganProblem : null}
            {...typed('beganAt')}
          />
          <TextField
            label="It ended on"
            type="date"
            optional
            hint="The same day, if only a time is given."
            {...typed('endedOn')}
          />
          <TextField
            label="It ended at"
            type="time"
            optional
            error={isPressed || times.date !== '' ? when.endedProblem : null}
            {...typed('endedAt')}
          />
        </div>
        <p className={styles['hint']}>
          {when.lastedMs === null
            ? 'How long it lasted is not known yet.'
            : `It lasted ${formatDuration({ ms: when.lastedMs, approximate: false })}.`}
        </p>
        <div className={styles['pair']}>
          <SelectField label="Told in the time of" value={zone} onChange={(event) => setZone(event.target.value)}>
            {zones(zone).map((each) => (
              <option key={each} value={each}>
                {each.replaceAll('_', ' ')}
              </option>
            ))}
          </SelectField>
        </div>
        <div className={styles['pair']}>
          <TextField
            label="Who led the response"
            optional
            maxLength={60}
            value={incidentLead}
            onChange={(event) => setIncidentLead(event.target.value)}
          />
          <TextField
            label="Who facilitates"
            optional
            maxLength={60}
            hint="Best somebody who did not lead the response."
            value={facilitator}
            onChange={(event) => setFacilitator(event.target.value)}
          />
        </div>
        {isSamePerson ? (
          <p className={styles['warning']} role="note">
            {facilitator.trim()} led the response too. That can work; it is easier when somebody else leads the meeting, who has
            to ask.
          </p>
        ) : null}
        <AgendaChoice criterion={known} onChoose={setAgenda} />
        <label className={styles['check']}>
          <input type="checkbox" checked={withoutNames} onChange={(event) => setWithoutNames(event.target.checked)} />
          <span>
            Open parked ideas without their authors’ names
            <span className={styles['hint']}>
              Names are the better default: blameless is not anonymous, and one can ask what was meant.
            </span>
          </span>
        </label>
        <Button type="submit" look="primary" size="large" disabled={isCreating}>
          {isCreating ? 'Making the room…' : 'Make the room'}
        </Button>
      </form>
    </>
  )
}
