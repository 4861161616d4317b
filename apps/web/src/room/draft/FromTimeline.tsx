import { type Mark, setDetail, wallClockOf } from '@second-story/meeting'
import { useAll, useDetails, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import styles from './DraftPhase.module.css'

/** Where the timeline marks a beginning or an end that isn't filled in above: offered, not taken over unasked. */
export function FromTimeline() {
  const { began, ended, incidentDate, zone } = useDetails()
  const { change, timeline } = useMeeting()
  const rows = useAll(timeline)
  const momentOf = (mark: Mark) => rows.find((row) => row.mark === mark && row.at !== null && row.precision !== 'day')?.at ?? null
  const begins = began === null ? momentOf('impact-start') : null
  const ends = ended === null ? momentOf('resolved') : null
  if (begins === null && ends === null) return null
  return (
    <div className={styles['lasted']}>
      <div className={styles['actions']}>
        <span>The timeline says:</span>
        {begins === null ? null : (
          <Button
            onClick={(event) => {
              change((board) => {
                setDetail(board, 'began', begins)
                if (incidentDate === null) setDetail(board, 'incidentDate', wallClockOf(begins, zone).date)
              })
              focusForm(event.currentTarget)
            }}
          >
            It began at {clock(begins, zone)}
          </Button>
        )}
        {ends === null ? null : (
          <Button
            onClick={(event) => {
              change((board) => setDetail(board, 'ended', ends))
              focusForm(event.currentTarget)
            }}
          >
            It ended at {clock(ends, zone)}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The button that was pressed goes away. */
function focusForm(pressed: HTMLElement): void {
  pressed.closest('fieldset')?.focus()
}

function clock(at: string, zone: string): string {
  const { date, time } = wallClockOf(at, zone)
  return `${time} on ${date}`
}
