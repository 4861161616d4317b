import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { rememberLinks } from '../connection/knownLinks.ts'
import { meetingApi, type MeetingOverview, Problem } from '../connection/meetingApi.ts'
import { Loading } from '../design/Loading.tsx'
import { Message } from '../design/Message.tsx'
import { JoinForm } from './JoinForm.tsx'
import { useKeyFromAddress } from './useKeyFromAddress.ts'

type Entry =
  | { is: 'asking' }
  | { is: 'outside' }
  | { is: 'inside'; overview: MeetingOverview }
  | { is: 'failed'; problem: Problem }

/** Lets people into a meeting: those who joined before at once, holders of a key after giving a name, nobody else. */
export function MeetingPage({ id, children }: { id: string; children: (overview: MeetingOverview) => ReactNode }) {
  const key = useKeyFromAddress()
  const [entry, setEntry] = useState<Entry>({ is: 'asking' })
  const [attempt, setAttempt] = useState(0)
  const [, go] = useLocation()

  useEffect(() => {
    let isCurrent = true
    meetingApi.read(id).then(
      (overview) => {
        if (isCurrent) setEntry({ is: 'inside', overview })
      },
      (problem: unknown) => {
        if (!isCurrent || !(problem instanceof Problem)) return
        setEntry(problem.status === 401 || problem.status === 403 ? { is: 'outside' } : { is: 'failed', problem })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [id, attempt])

  switch (entry.is) {
    case 'asking':
      return <Loading what="Opening the meeting" />
    case 'inside':
      // A wider key than the one that somebody came in with lets them in again, with the same name and as the same person.
      return key !== null && key !== '' ? (
        <WiderKey
          meeting={id}
          secret={key}
          overview={entry.overview}
          onJoined={(overview) => setEntry({ is: 'inside', overview })}
        >
          {children}
        </WiderKey>
      ) : (
        children(entry.overview)
      )
    case 'outside':
      return (
        <JoinForm
          meeting={id}
          secret={key}
          onJoined={() => {
            setEntry({ is: 'asking' })
            setAttempt((count) => count + 1)
          }}
        />
      )
    case 'failed':
      return entry.problem.status === 404 ? (
        <Message title="There is no such meeting." actions={[{ label: 'To the start', onPress: () => go('/') }]}>
          The link may be cut off, or the meeting was removed. Ask whoever sent it to you for a new one.
        </Message>
      ) : (
        <Message title={entry.problem.title} actions={[{ label: 'Try again', onPress: () => setAttempt((count) => count + 1) }]}>
          {entry.problem.detail}
        </Message>
      )
  }
}

interface WiderKeyProps {
  meeting: string
  secret: string
  overview: MeetingOverview
  onJoined: (overview: MeetingOverview) => void
  children: (overview: MeetingOverview) => ReactNode
}

function WiderKey({ meeting, secret, overview, onJoined, children }: WiderKeyProps) {
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void meetingApi
      .join(meeting, secret, overview.name)
      .then(({ role }) => rememberLinks(meeting, { [role]: `${location.origin}/m/${meeting}#${secret}` }))
      .then(() => meetingApi.read(meeting))
      .then(onJoined, () => undefined) // a dead key changes nothing for somebody who is inside already
      .then(() => {
        if (isCurrent) setDone(true)
      })
    return () => {
      isCurrent = false
    }
    // Once per key: `onJoined` only stores what came back.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [meeting, secret])
  return isDone ? children(overview) : <Loading what="Opening the meeting" />
}
