import { MonitorUp } from 'lucide-react'
import { useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import { LinkButton } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { setRoomView } from '../roomView.ts'
import styles from './ShareDialog.module.css'
import { ShareLink } from './ShareLink.tsx'

/** The links that let people in, and the page for the shared screen. */
export function ShareDialog() {
  const meeting = useMeeting()
  const isFacilitator = useIsFacilitator()
  return (
    <Dialog title="Share" onClose={() => setRoomView({ isShareOpen: false })}>
      <ShareLink
        role="participant"
        title="To take part"
        hint="Whoever has this link joins with a name, and writes with everybody."
      />
      <ShareLink role="observer" title="To listen" hint="Observers read along and change nothing." />
      {isFacilitator ? (
        <ShareLink
          role="facilitator"
          title="To lead with you"
          hint="For a co-facilitator. It gives everything that you may do."
        />
      ) : null}
      <section className={styles['screen']}>
        <h3 className={styles['title']}>For the shared screen</h3>
        <p className={styles['hint']}>A page for the projector or the call: large, calm, and without anything private on it.</p>
        <LinkButton href={`/m/${meeting.id}/screen`} target="_blank" rel="noopener">
          <MonitorUp aria-hidden size={16} /> Open the room view
        </LinkButton>
      </section>
    </Dialog>
  )
}
