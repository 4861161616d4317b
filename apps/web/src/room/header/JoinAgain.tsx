import { type SubmitEvent, useState } from 'react'
import { keyOf, readKnownLinks, readMyName, rememberLinks } from '../../connection/knownLinks.ts'
import { meetingApi, Problem } from '../../connection/meetingApi.ts'
import { useMeeting, usePeople, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { TextField } from '../../design/Field.tsx'
import styles from './UnsavedActions.module.css'

/**
 * Back into the room without leaving it, with the link that this device knows. The server knows the browser as long as its cookie lives, so
 * it is the same person, and what was written meanwhile is sent. Otherwise it is somebody new, and the page starts over: it then offers what
 * is left as text.
 */
export function JoinAgain({ onDone }: { onDone: () => void }) {
  const meeting = useMeeting()
  const self = useSelf()
  const people = usePeople()
  const links = readKnownLinks(meeting.id)
  const known = links[self.role] ?? links.participant ?? links.observer ?? null
  const [given, setGiven] = useState('')
  const [mustAsk, setMustAsk] = useState(known === null)
  const [problem, setProblem] = useState<string | null>(null)
  const name = people.find(({ id }) => id === self.id)?.name ?? readMyName()
  const facilitators = people.filter(({ id, role }) => role === 'facilitator' && id !== self.id).map((person) => person.name)

  async function join(event: SubmitEvent) {
    event.preventDefault()
    const key = keyOf(mustAsk ? given : (known ?? ''))
    try {
      const joined = await meetingApi.join(meeting.id, key, name)
      rememberLinks(meeting.id, { [joined.role]: `${location.origin}/m/${meeting.id}#${key}` })
      if (joined.participantId !== self.id) return location.reload()
      meeting.tryAgain()
      toast('You are back. What you wrote meanwhile is being saved.')
      onDone()
    } catch (failure) {
      const isDead = failure instanceof Problem && failure.status === 403
      setMustAsk(mustAsk || isDead)
      setProblem(
        isDead
          ? `The link was renewed. Ask ${facilitators.length === 0 ? 'a facilitator' : facilitators.slice(0, 2).join(' or ')} for the new one; your words stay here.`
          : failure instanceof Problem
            ? `${failure.title} ${failure.detail}`
            : 'That did not work. Please try again.',
      )
    }
  }

  return (
    <form className={styles['join']} onSubmit={(event) => void join(event)}>
      {mustAsk ? (
        <TextField
          label="Your invitation link"
          hint="The whole link, including what stands behind the #."
          value={given}
          autoComplete="off"
          error={problem}
          onChange={(event) => setGiven(event.target.value)}
        />
      ) : problem === null ? null : (
        <p role="alert">{problem}</p>
      )}
      <Button type="submit" look="primary">
        Join again
      </Button>
    </form>
  )
}
