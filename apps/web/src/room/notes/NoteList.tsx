import { useIds, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { compose } from '../roomView.ts'
import { NoteItem } from './NoteItem.tsx'
import styles from './NoteList.module.css'

/** Notes of everybody, in the order in which they were made. */
export function NoteList() {
  const ids = useIds(useMeeting().notes)
  const mayWrite = useMayWrite()
  if (ids.length === 0) {
    return (
      <div className={styles['empty']}>
        <p>No notes yet. A word to look up, a graph to find again, a thread for later: write it down and stay with the story.</p>
        {mayWrite ? <Button onClick={() => compose('note')}>Write a note</Button> : null}
      </div>
    )
  }
  return (
    <ul role="list" className={styles['list']} aria-label="Notes">
      {ids.map((id) => (
        <NoteItem key={id} id={id} />
      ))}
    </ul>
  )
}
