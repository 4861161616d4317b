import type { EntryId } from '@second-story/meeting'
import { useAgenda } from '../connection/useMeeting.ts'
import styles from './EntryLink.module.css'
import { lookAt, setRoomView } from './roomView.ts'
import { useEntryName } from './useEntryName.ts'

/** The timeline row that something is about; leads there, moving nobody else. Nothing if the row is gone. */
export function EntryLink({ entry }: { entry: EntryId }) {
  const name = useEntryName(entry)
  const { phase } = useAgenda()
  if (name === null) return null
  return (
    <button
      type="button"
      className={styles['link']}
      onClick={() => {
        setRoomView({ currentEntry: entry })
        lookAt('timeline', phase)
      }}
    >
      <span className={styles['time']}>{name.time}</span>
      {name.words ? <span className={styles['words']}>{name.words}</span> : null}
    </button>
  )
}
