import { type SubmitEvent, useState } from 'react'
import { rememberMyName } from '../../connection/knownLinks.ts'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { TextField } from '../../design/Field.tsx'
import { useCommand } from '../useCommand.ts'
import styles from './PeopleDialog.module.css'

/** My name as everybody sees it. What I wrote carries the new one at once. */
export function MyName() {
  const meeting = useMeeting()
  const self = useSelf()
  const known = useNameOf(self.id)
  const { isRunning, run } = useCommand()
  const [typed, setTyped] = useState<string | null>(null)
  const name = (typed ?? known).trim()

  async function rename(event: SubmitEvent) {
    event.preventDefault()
    if (name === '' || name === known) return
    if (await run(() => meetingApi.setMe(meeting.id, { name }))) {
      rememberMyName(name)
      setTyped(null)
      toast(`You are ${name} now.`)
    }
  }

  return (
    <form className={styles['myName']} onSubmit={(event) => void rename(event)}>
      <TextField
        label="Your name"
        autoComplete="name"
        maxLength={80}
        value={typed ?? known}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={isRunning || name === '' || name === known}>
        Change
      </Button>
    </form>
  )
}
