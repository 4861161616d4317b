import { useAgenda, useSelf } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { setRoomView } from '../roomView.ts'
import { SharedTextArea } from '../SharedTextArea.tsx'
import styles from './Desk.module.css'
import { PromptList } from './PromptList.tsx'
import { Unheard } from './Unheard.tsx'

/** What facilitators keep to themselves: questions to ask, notes, who has not been heard. Never on the room view, in no export. */
export function Desk() {
  const { desk } = useSelf()
  const { phase } = useAgenda()
  if (desk === null) return <p className={styles['soft']}>The desk is being opened.</p>
  return (
    <div className={styles['desk']}>
      <p className={styles['private']}>Only facilitators see this page. Nothing of it is shown, shared or exported.</p>
      <PromptList desk={desk} phase={phase} />
      <div>
        <Button onClick={() => setRoomView({ coach: 'check' })}>Check the draft privately</Button>
      </div>
      <section>
        <h3 className={styles['title']}>Notes to yourself</h3>
        <SharedTextArea
          text={desk.getText('notes')}
          label="Facilitators’ private notes"
          placeholder="What to come back to, whom to ask…"
          rows={4}
        />
      </section>
      <Unheard />
    </div>
  )
}
