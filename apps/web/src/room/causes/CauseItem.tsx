import { boardCollection, findEntity, outcome, setInIdSet } from '@second-story/meeting'
import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import { useAll, useEntity, useIsFacilitator, useMayWrite, useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { IconButton } from '../../design/Button.tsx'
import { EditableText } from '../../editor/EditableText.tsx'
import { useRichTextLine } from '../useRichTextLine.ts'
import styles from './CauseItem.module.css'
import { CauseRows } from './CauseRows.tsx'

interface CauseItemProps {
  id: string
  number: number
  /** The coach's, for this person alone. */
  questions: readonly string[]
}

export const CauseItem = memo(function CauseItem({ id, number, questions }: CauseItemProps) {
  const meeting = useMeeting()
  const cause = useEntity(meeting.causes, id)
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const self = useSelf()
  const author = useNameOf(cause?.by ?? null)
  if (cause === null) return null
  const mayDelete = mayWrite && (isFacilitator || cause.by === self.id)

  return (
    <li className={styles['cause']} aria-label={`Cause ${number}`}>
      <span className={styles['number']} aria-hidden>
        {number}
      </span>
      <div className={styles['body']}>
        <div className={styles['text']} title={`Added by ${author}`}>
          <EditableText
            value={cause.text}
            label={`Cause ${number}`}
            placeholder="What had to be true?"
            compact
            editable={mayWrite}
          />
        </div>
        {mayWrite
          ? questions.map((question) => (
              <p key={question} className={styles['private']} role="note">
                <span className={styles['privateLabel']}>Only you see this</span> {question}
              </p>
            ))
          : null}
        <ContributesTo id={id} contributesTo={cause.contributesTo} />
        <CauseRows id={id} supportedBy={cause.supportedBy} conflictsWith={cause.conflictsWith} />
        <div className={styles['before']}>
          <span className={styles['label']}>Was this also so last week, when nothing broke?</span>
          <EditableText
            value={cause.trueBefore}
            label={`Cause ${number}: was this also so last week?`}
            placeholder={mayWrite ? 'Yes, since… / No, it was new because…' : 'Not said.'}
            compact
            editable={mayWrite}
          />
        </div>
      </div>
      {mayDelete ? (
        <div className={styles['actions']}>
          <IconButton label={`Delete cause ${number}`} onClick={remove}>
            <Trash2 aria-hidden size={16} />
          </IconButton>
        </div>
      ) : null}
    </li>
  )

  function remove() {
    meeting.change((board) => boardCollection(board, 'causes').delete(id))
    toast('The cause is deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
  }
})

/** To what this contributed: the outcome, or other causes. */
function ContributesTo({ id, contributesTo }: { id: string; contributesTo: readonly string[] }) {
  const meeting = useMeeting()
  const causes = useAll(meeting.causes)
  const mayWrite = useMayWrite()
  const toggle = (target: string, on: boolean) =>
    meeting.change((board) => {
      const cause = findEntity(boardCollection(board, 'causes'), id)
      if (cause) setInIdSet(cause, 'contributesTo', target, on)
    })
  return (
    <div className={styles['targets']} role="group" aria-label="Contributed to">
      <span className={styles['label']}>Contributed to</span>
      <Target
        label="What happened"
        isOn={contributesTo.includes(outcome)}
        mayWrite={mayWrite}
        onToggle={(on) => toggle(outcome, on)}
      />
      {causes.map((other, index) =>
        other.id === id ? null : (
          <CauseTarget
            key={other.id}
            id={other.id}
            number={index + 1}
            isOn={contributesTo.includes(other.id)}
            mayWrite={mayWrite}
            onToggle={(on) => toggle(other.id, on)}
          />
        ),
      )}
    </div>
  )
}

function CauseTarget({
  id,
  number,
  ...rest
}: {
  id: string
  number: number
  isOn: boolean
  mayWrite: boolean
  onToggle: (on: boolean) => void
}) {
  const meeting = useMeeting()
  const line = useRichTextLine(useEntity(meeting.causes, id)?.text ?? '', 40)
  return <Target label={`${number}. ${line}`} {...rest} />
}

interface TargetProps {
  label: string
  isOn: boolean
  mayWrite: boolean
  onToggle: (on: boolean) => void
}

function Target({ label, isOn, mayWrite, onToggle }: TargetProps) {
  if (!mayWrite) return isOn ? <span className={styles['target']}>{label}</span> : null
  return (
    <button type="button" className={styles['target']} aria-pressed={isOn} onClick={() => onToggle(!isOn)}>
      {label}
    </button>
  )
}
