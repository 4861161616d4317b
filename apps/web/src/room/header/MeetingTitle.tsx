import { setDetail } from '@second-story/meeting'
import { Pencil } from 'lucide-react'
import { type SubmitEvent, useLayoutEffect, useRef, useState } from 'react'
import { useDetails, useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import styles from './MeetingTitle.module.css'

/** What the meeting is called; the facilitator renames it in place. */
export function MeetingTitle() {
  const meeting = useMeeting()
  const { title } = useDetails()
  const isFacilitator = useIsFacilitator()
  const [typed, setTyped] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const closedByKey = useRef(false)
  const isRenaming = typed !== null

  useLayoutEffect(() => {
    if (isRenaming || !closedByKey.current) return
    closedByKey.current = false
    opener.current?.focus()
  }, [isRenaming])

  function keep() {
    const next = typed?.trim() ?? ''
    if (next !== '' && next !== title) meeting.change((board) => setDetail(board, 'title', next))
    setTyped(null)
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    closedByKey.current = true
    keep()
  }

  if (!isFacilitator) return <p className={styles['title']}>{title || 'A review without a title'}</p>
  if (!isRenaming) {
    return (
      <button
        ref={opener}
        type="button"
        className={styles['title']}
        data-renames
        title="Rename the meeting"
        aria-label={`${title || 'A review without a title'}: rename`}
        onClick={() => setTyped(title)}
      >
        <span className={styles['words']}>{title || 'A review without a title'}</span>
        <Pencil aria-hidden size={13} className={styles['pencil']} />
      </button>
    )
  }
  return (
    <form onSubmit={submit}>
      <input
        ref={focusAndSelect}
        className={styles['input']}
        aria-label="Title of the meeting"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          closedByKey.current = true
          setTyped(null)
        }}
      />
    </form>
  )
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus()
  input?.select()
}
