import { meetingApi } from '../../connection/meetingApi.ts'
import { useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { setRoomView } from '../roomView.ts'
import { useCommand } from '../useCommand.ts'
import { DefinitionText } from './DefinitionText.tsx'
import styles from './dialogs.module.css'

/** The definition for oneself, one press away all along; with why we start from it. */
export function DefinitionDialog() {
  const meeting = useMeeting()
  const isFacilitator = useIsFacilitator()
  const { isRunning, run } = useCommand()
  const close = () => setRoomView({ isDefinitionOpen: false })
  return (
    <Dialog title="What blameless means here" onClose={close}>
      <DefinitionText />
      <p className={styles['why']}>
        It is where we start, not what we prove. Nobody comes to work to break things. So if a step looks strange from here,
        something made it sensible there: what was on the screen, what had worked before, what else was burning. That is what we
        came to learn.
      </p>
      {isFacilitator ? (
        <div>
          <Button
            disabled={isRunning}
            onClick={() =>
              void run(() => meetingApi.showCard(meeting.id, { is: 'definition' })).then((isShown) => {
                if (isShown) close()
              })
            }
          >
            Show to the room
          </Button>
        </div>
      ) : null}
    </Dialog>
  )
}
