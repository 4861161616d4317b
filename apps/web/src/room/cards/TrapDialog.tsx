import { findTrap, type Trap, traps } from '@second-story/coach'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { setRoomView } from '../roomView.ts'
import { useCommand } from '../useCommand.ts'
import styles from './dialogs.module.css'
import { TrapText } from './TrapText.tsx'

/** One trap’s card by its id, or the list of all; an unknown id shows the list. */
export function TrapDialog({ trap: id }: { trap: string }) {
  const trap = findTrap(id)
  const close = () => setRoomView({ trap: null })
  if (trap === null) {
    return (
      <Dialog title="Traps of hindsight" onClose={close}>
        <p className={styles['why']}>
          Because we know how it ended, these are easy to step into. They are about sentences, never about people.
        </p>
        <ul role="list" className={styles['traps']}>
          {traps.map((each) => (
            <li key={each.id}>
              <button type="button" className={styles['trap']} onClick={() => setRoomView({ trap: each.id })}>
                <span className={styles['name']}>{each.name}</span>
                <span className={styles['sounds']}>“{each.soundsLike[0]}”</span>
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    )
  }
  return (
    <Dialog title={trap.name} onClose={close}>
      <TrapText trap={trap} hasName={false} />
      <div className={styles['buttons']}>
        <ShowToRoom trap={trap} onShown={close} />
        <Button look="plain" onClick={() => setRoomView({ trap: 'all' })}>
          All traps
        </Button>
      </div>
    </Dialog>
  )
}

function ShowToRoom({ trap, onShown }: { trap: Trap; onShown: () => void }) {
  const meeting = useMeeting()
  const isFacilitator = useIsFacilitator()
  const { isRunning, run } = useCommand()
  if (!isFacilitator) return null
  return (
    <Button
      disabled={isRunning}
      onClick={() =>
        void run(() => meetingApi.showCard(meeting.id, { is: 'trap', trap: trap.id })).then((isShown) => {
          if (isShown) onShown()
        })
      }
    >
      Show to the room
    </Button>
  )
}
