import type { Role } from '@second-story/meeting'
import { useEffect, useRef } from 'react'
import type { CreatedMeeting } from '../connection/meetingApi.ts'
import { LinkButton } from '../design/Button.tsx'
import { CopyField } from '../design/CopyField.tsx'
import styles from './NewMeetingPage.module.css'

const links: readonly { role: Role; label: string; hint: string }[] = [
  { role: 'participant', label: 'For everybody who takes part', hint: 'They write along, ask, and park ideas.' },
  { role: 'observer', label: 'For the curious', hint: 'They read along and change nothing.' },
  {
    role: 'facilitator',
    label: 'For whoever facilitates',
    hint: 'Leads through the agenda and opens the parking. Share it with nobody else.',
  },
]

/** The three links of a new meeting. Whoever has one is in with its role; the server keeps only their hashes. */
export function MeetingLinks({ meeting }: { meeting: CreatedMeeting }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        The room is ready
      </h1>
      <p className={styles['intro']}>
        Three links, one for each role. Nobody needs an account: a link and a name are enough, so send each only to whom it is
        for. Words to invite people with, and files for calendars, are in the draft.
      </p>
      <div className={styles['links']}>
        {links.map(({ role, label, hint }) => (
          <CopyField key={role} label={label} hint={hint} value={meeting.links[role]} />
        ))}
      </div>
      <p>
        <LinkButton look="primary" size="large" href={meeting.links.facilitator}>
          Go in as facilitator
        </LinkButton>
      </p>
    </>
  )
}
