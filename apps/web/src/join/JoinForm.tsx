import { definition } from '@second-story/meeting'
import { lazy, type SubmitEvent, Suspense, useState } from 'react'
import { keyOf, readKnownLinks, readMyName, rememberLinks, rememberMyName } from '../connection/knownLinks.ts'
import { meetingApi, Problem } from '../connection/meetingApi.ts'
import { Button } from '../design/Button.tsx'
import { TextField } from '../design/Field.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import styles from './JoinForm.module.css'

const KeptHere = lazy(async () => ({ default: (await import('../kept/KeptHere.tsx')).KeptHere }))

interface JoinFormProps {
  meeting: string
  /** From the link; null where somebody came without one. */
  secret: string | null
  onJoined: () => void
}

/** A name and you are in. No account: the link is the invitation. */
export function JoinForm({ meeting, secret, onJoined }: JoinFormProps) {
  const [name, setName] = useState(readMyName)
  const [link, setLink] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isJoining, setJoining] = useState(false)
  // Whoever was here before needs no link, unless it was renewed since.
  const [known, setKnown] = useState(() => secret ?? knownKey(meeting))
  const key = known ?? keyOf(link)

  async function join(event: SubmitEvent) {
    event.preventDefault()
    if (name.trim() === '') {
      setProblem(new Problem(400, 'Please give a name.', 'The others see it beside what you write.'))
      return
    }
    setJoining(true)
    setProblem(null)
    try {
      const { role } = await meetingApi.join(meeting, key, name.trim())
      rememberMyName(name.trim())
      rememberLinks(meeting, { [role]: `${location.origin}/m/${meeting}#${key}` })
      onJoined()
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 403) setKnown(null)
      setProblem(failure instanceof Problem ? failure : new Problem(0, 'That did not work.', 'Please try again.'))
    } finally {
      setJoining(false)
    }
  }

  return (
    <main className={styles['page']}>
      <Wordmark />
      <div className={styles['card']}>
        <h1>Join the review</h1>
        <p className={styles['intro']}>
          You come to learn how it made sense at the time. These meetings start from one assumption:
        </p>
        <blockquote className={styles['definition']}>{definition.text}</blockquote>
        <form className={styles['form']} onSubmit={(event) => void join(event)}>
          {known === null ? (
            <TextField
              label="Your invitation link"
              hint="This address alone opens nothing. Paste the whole link that you were sent, including what stands behind the #."
              value={link}
              onChange={(event) => setLink(event.target.value)}
              autoComplete="off"
            />
          ) : null}
          <TextField
            label="Your name"
            hint="As your colleagues know you."
            value={name}
            maxLength={60}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
            error={problem ? `${problem.title} ${problem.detail}` : null}
          />
          <Button type="submit" look="primary" size="large" disabled={isJoining}>
            {isJoining ? 'Joining…' : 'Join'}
          </Button>
        </form>
        <Suspense>
          <KeptHere meeting={meeting} />
        </Suspense>
      </div>
    </main>
  )
}

function knownKey(meeting: string): string | null {
  const { facilitator, participant, observer } = readKnownLinks(meeting)
  const link = facilitator ?? participant ?? observer
  return link === undefined ? null : keyOf(link)
}
