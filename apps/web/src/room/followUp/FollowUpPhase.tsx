import { boardCollection, findEntity, type Progress, progresses, type Recommendation } from '@second-story/meeting'
import { useAll, useEntity, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { SelectField, TextField } from '../../design/Field.tsx'
import { EditableText } from '../../editor/EditableText.tsx'
import { PhaseHeading } from '../PhaseHeading.tsx'
import { standing } from '../standing.ts'
import styles from './FollowUpPhase.module.css'

const smart = [
  { field: 'specific', label: 'Specific', placeholder: 'What exactly will be different?' },
  { field: 'measurable', label: 'Measurable', placeholder: 'How will we know that it worked?' },
  { field: 'actionable', label: 'Actionable', placeholder: 'What is the first step?' },
  { field: 'reasonable', label: 'Reasonable', placeholder: 'Who has one more step because of it? Is it worth that?' },
  { field: 'timeBound', label: 'Time-bound', placeholder: 'By when?' },
] as const

const progressTitles: Readonly<Record<Progress, string>> = { open: 'Open', doing: 'Under way', done: 'Done', dropped: 'Dropped' }

/** Two days or more after the meeting: what still looks right becomes an action, the rest does not have to. */
export function FollowUpPhase() {
  const meeting = useMeeting()
  const { open } = standing(useAll(meeting.recommendations))
  return (
    <>
      <PhaseHeading phase="follow-up" />
      {open.length === 0 ? (
        <p className={styles['empty']}>
          There are no recommendations to turn into actions. The review stands by what it taught; leaving without any action is a
          proper ending.
        </p>
      ) : (
        <p className={styles['empty']}>What still looks right after sleeping on it? What will we decide not to do, and say so?</p>
      )}
      <ol className={styles['list']} role="list">
        {open.map(({ id }) => (
          <Action key={id} id={id} />
        ))}
      </ol>
    </>
  )
}

function Action({ id }: { id: string }) {
  const meeting = useMeeting()
  const recommendation = useEntity(meeting.recommendations, id)
  const mayWrite = useMayWrite()
  if (recommendation === null) return null
  const set = (field: keyof Recommendation, value: string) =>
    meeting.change((board) => findEntity(boardCollection(board, 'recommendations'), id)?.set(field, value))
  const isAction = recommendation.state === 'action'

  return (
    <li className={styles['item']}>
      <div className={styles['text']}>
        <EditableText
          value={recommendation.text}
          label="Recommendation"
          placeholder="Nothing written yet"
          compact
          editable={mayWrite}
        />
      </div>
      {mayWrite ? (
        <div className={styles['choice']}>
          <Button aria-pressed={isAction} onClick={() => set('state', isAction ? 'kept' : 'action')}>
            {isAction ? 'An action' : 'Make it an action'}
          </Button>
          {isAction ? null : <Button onClick={() => set('state', 'set-aside')}>Not now</Button>}
        </div>
      ) : null}
      {isAction ? (
        <fieldset className={styles['fields']} disabled={!mayWrite} aria-label="SMART">
          {smart.map(({ field, label, placeholder }) => (
            <TextField
              key={field}
              label={label}
              placeholder={placeholder}
              value={recommendation[field]}
              onChange={(event) => set(field, event.target.value)}
            />
          ))}
          <TextField label="Owner" optional value={recommendation.owner} onChange={(event) => set('owner', event.target.value)} />
          <TextField
            label="Due"
            type="date"
            optional
            value={recommendation.due}
            onChange={(event) => set('due', event.target.value)}
          />
          <TextField
            label="Link to the tracker"
            type="url"
            optional
            value={recommendation.link}
            onChange={(event) => set('link', event.target.value)}
          />
          <SelectField label="Progress" value={recommendation.progress} onChange={(event) => set('progress', event.target.value)}>
            {progresses.map((progress) => (
              <option key={progress} value={progress}>
                {progressTitles[progress]}
              </option>
            ))}
          </SelectField>
        </fieldset>
      ) : null}
    </li>
  )
}
