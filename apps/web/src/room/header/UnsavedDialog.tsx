import { usePeople, useMeeting } from '../../connection/useMeeting.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { CopyWords } from '../../kept/CopyWords.tsx'
import { JoinAgain } from './JoinAgain.tsx'
import { savingSentences, type Trouble } from './savingSentences.ts'
import { UnsavedActions } from './UnsavedActions.tsx'

/** What it means that something is not on the server, what to do, and a way to take the words along whatever happens. */
export function UnsavedDialog({ state, onClose }: { state: Trouble; onClose: () => void }) {
  const meeting = useMeeting()
  const people = usePeople()
  const facilitators = people.filter(({ role }) => role === 'facilitator').map(({ name }) => name)
  const { title, happened, whatToDo } = savingSentences(state, facilitators)
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{happened}</p>
      <p>{whatToDo}</p>
      {state.is === 'refused' && state.why === 'session-ended' ? <JoinAgain onDone={onClose} /> : null}
      {state.unsaved > 0 ? <CopyWords documents={meeting.unsaved} /> : null}
      {state.is === 'refused' ? <UnsavedActions why={state.why} unsaved={state.unsaved} /> : null}
    </Dialog>
  )
}
