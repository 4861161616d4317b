import {
  type Details,
  draftDueOf,
  formatDate,
  formatDay,
  type MeetingTime,
  proposeMeetingTime,
  setDetail,
  wallClockOf,
} from '@second-story/meeting'
import { useId, useState } from 'react'
import { useAgenda, useDetails, useMeeting } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { SelectField } from '../../design/Field.tsx'
import { ownZone } from '../zones.ts'
import { CalendarEntry } from './CalendarEntry.tsx'
import styles from './DraftPhase.module.css'
import { MomentFields } from './MomentFields.tsx'

/** When the draft is due and when the group meets, as far as that is known, with files for calendars. */
export function Dates() {
  return (
    <section className={styles['part']} aria-labelledby="draft-dates">
      <h2 id="draft-dates">Dates</h2>
      <div className={styles['entries']}>
        <DraftDue />
        <Meeting />
      </div>
    </section>
  )
}

function DraftDue() {
  const details = useDetails()
  const { change } = useMeeting()
  const [isEditing, setEditing] = useState(false)
  const due = draftDueOf(details)
  return (
    <CalendarEntry
      title="The draft is due"
      file={due === null ? null : 'draft-due'}
      when={
        due === null
          ? 'Not known yet. It is a day after the end, once that is known.'
          : due.is === 'day'
            ? formatDate(due.day)
            : momentWords(due.at, details.zone)
      }
      isEditing={isEditing}
      onEdit={setEditing}
      editLabel={due === null ? 'Choose a time' : 'Change…'}
    >
      <MomentFields
        dateLabel="Draft due on"
        timeLabel="Draft due at"
        value={details.draftDue}
        zone={details.zone}
        hint="Blank: a day after the end."
        onChange={(at) => change((board) => setDetail(board, 'draftDue', at))}
      />
    </CalendarEntry>
  )
}

function Meeting() {
  const details = useDetails()
  const { change } = useMeeting()
  const { minutes: perPhase, steps } = useAgenda()
  const [isEditing, setEditing] = useState(false)
  const [wantedMinutes, setWantedMinutes] = useState<number | null>(null)
  const entry = useId()
  const { meetingTime } = details
  const planned = steps.reduce((sum, phase) => sum + perPhase[phase], 0)
  const minutes = meetingTime?.minutes ?? wantedMinutes ?? toFive(planned)
  const zone = meetingTime?.zone ?? ownZone()
  const set = (time: MeetingTime | null) => change((board) => setDetail(board, 'meetingTime', time))
  const take = (time: Omit<MeetingTime, 'minutes'>) => {
    set({ ...time, minutes })
    announce(`The group meets on ${momentWords(time.at, time.zone)}.`)
    // The button that was pressed goes away.
    document.getElementById(entry)?.focus()
  }

  return (
    <CalendarEntry
      title="The group meets"
      file={meetingTime === null ? null : 'meeting'}
      when={meetingTime === null ? 'Not set yet.' : `${momentWords(meetingTime.at, zone)}, ${minutes} minutes`}
      isEditing={isEditing}
      onEdit={setEditing}
      editLabel={meetingTime === null ? 'Choose another time' : 'Change…'}
      id={entry}
      actions={meetingTime === null ? <Proposal details={details} onTake={take} /> : null}
    >
      <MomentFields
        dateLabel="We meet on"
        timeLabel="We meet at"
        value={meetingTime?.at ?? null}
        zone={zone}
        hint={`In the time of ${zoneName(zone)}.`}
        onChange={(at) => set(at === null ? null : { at, minutes, zone })}
      />
      <SelectField
        label="How long"
        value={minutes}
        onChange={(event) => {
          const wanted = Number(event.target.value)
          setWantedMinutes(wanted)
          if (meetingTime !== null) set({ ...meetingTime, minutes: wanted })
        }}
      >
        {[...new Set([25, 30, 45, 50, 60, 75, 80, 90, 120, minutes])]
          .sort((a, b) => a - b)
          .map((each) => (
            <option key={each} value={each}>
              {each} minutes
            </option>
          ))}
      </SelectField>
    </CalendarEntry>
  )
}

/** A time to start from. It is only set when somebody takes it. */
function Proposal({ details, onTake }: { details: Details; onTake: (time: Omit<MeetingTime, 'minutes'>) => void }) {
  const [now] = useState(() => new Date().toISOString())
  const proposed = proposeMeetingTime(details, { now, zone: ownZone() })
  return (
    <>
      <p className={styles['soft']}>
        A few business days later people still remember, and the draft is there. Weekends are skipped; holidays are not known
        here.
      </p>
      <Button onClick={() => onTake(proposed)}>Take {momentWords(proposed.at, proposed.zone)}</Button>
    </>
  )
}

/** What the agenda adds up to, as one books a room; an hour where nothing is planned. */
function toFive(minutes: number): number {
  return minutes === 0 ? 60 : Math.min(24 * 60, Math.ceil(minutes / 5) * 5)
}

function momentWords(at: string, zone: string): string {
  return `${formatDay(at, zone)}, ${wallClockOf(at, zone).time} ${zoneName(zone)}`
}

function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ')
}
