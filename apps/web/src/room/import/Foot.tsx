import { useState } from 'react'
import type { LiveMeeting } from '../../connection/liveMeeting.ts'
import { useDetails } from '../../connection/useMeeting.ts'
import { announce, toast } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { type Item, newRowOf, supportingText, type Tally } from './candidates.ts'
import { formatTitles } from './formatTitles.ts'
import type { Found, ImportSession } from './importSession.ts'
import { closeImport } from '../importing.ts'
import { importLength, maxImportLength, writeImport } from './writeImport.ts'
import styles from './Import.module.css'

interface FootProps {
  session: ImportSession
  meeting: LiveMeeting
  found: Found
  items: readonly Item[]
  tally: Tally
}

/** A timeline of more is no story any more, and its rows would keep every browser in the room busy. */
const mostRows = 5000

/** Up to so much goes along unless somebody says no; a whole channel is asked for. */
const supportingUnasked = 200_000

export function Foot({ session, meeting, found, items, tally }: FootProps) {
  const { zone } = useDetails()
  const [wish, setWish] = useState<boolean | null>(null)
  const [isAdding, setAdding] = useState(false)
  const { kept, there } = tally
  const others = items.length - kept
  const takesOthers = (wish ?? tally.otherLength <= supportingUnasked) && others > 0
  const lacks = whatLacks(found, tally)

  async function add() {
    if (isAdding) return
    if (kept === 0 || lacks !== null) {
      announce(lacks ?? 'Keep at least one row first.', 'assertive')
      return
    }
    const isTooMuch = kept > mostRows || (takesOthers && tally.otherLength > maxImportLength)
    const rows = isTooMuch ? [] : items.filter(({ isKept }) => isKept).map((item) => newRowOf(item, zone))
    const supporting = takesOthers && !isTooMuch ? supportingText(items.filter(({ isKept }) => !isKept)) : ''
    if (isTooMuch || importLength(rows, supporting) > maxImportLength) {
      toast(
        'That is more than a meeting’s document can hold. Keep fewer rows, or leave the others out of the supporting information.',
      )
      return
    }
    setAdding(true)
    const before = session.state.getState()
    const title = `${formatTitles[found.format].title}: what was not taken into the timeline (${others.toLocaleString()})`
    await writeImport(meeting, { rows, supporting, title })
    session.reset()
    closeImport()
    toast(`${count(rows.length)} added to the timeline.`, {
      label: 'Take back',
      run: () => {
        meeting.undo.undo()
        // What was chosen is there again when the dialog is.
        session.restore(before)
      },
    })
  }

  return (
    <div className={styles['foot']}>
      <div className={styles['bar']}>
        <Button
          look="primary"
          size="large"
          aria-disabled={kept === 0 || lacks !== null || isAdding}
          aria-describedby="import-lacks"
          onClick={() => void add()}
        >
          {isAdding ? 'Adding…' : `Add ${count(kept)} to the timeline`}
        </Button>
        {others === 0 ? null : (
          <label className={styles['keepRest']}>
            <input type="checkbox" checked={takesOthers} onChange={(event) => setWish(event.target.checked)} />
            Keep the other {others.toLocaleString()} as supporting information
          </label>
        )}
      </div>
      <p className={styles['hint']} id="import-lacks">
        {lacks ??
          [
            found.isPicked
              ? 'Proposed are the messages that mark a moment, hold a link or were much answered. Find others by word or person.'
              : null,
            there === 0 ? null : `${count(there)} of these ${there === 1 ? 'is' : 'are'} in the timeline already.`,
          ]
            .filter((part) => part !== null)
            .join(' ')}
      </p>
    </div>
  )
}

function count(rows: number): string {
  return `${rows.toLocaleString()} ${rows === 1 ? 'row' : 'rows'}`
}

/** What has to be answered before rows have a time. */
function whatLacks({ asks }: Found, { lacksDate, lacksZone }: Tally): string | null {
  if (asks.includes('columns')) return 'Say first which columns hold the time and what happened.'
  if (asks.includes('date') && lacksDate) return 'Say first which day it was.'
  return lacksZone ? 'Say first in which time zone these times are.' : null
}
