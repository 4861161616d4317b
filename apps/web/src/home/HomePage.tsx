import { definition, type Phase, type Role } from '@second-story/meeting'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { type ListedMeeting, meetingApi } from '../connection/meetingApi.ts'
import { LinkButton } from '../design/Button.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import styles from './HomePage.module.css'

/** What this is, one button, and the reviews that this browser takes part in. */
export function HomePage() {
  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <Wordmark />
      </header>
      <main className={styles['main']}>
        <section className={styles['lead']}>
          <h1 className={styles['title']}>When something breaks, the first story is “human error”. Find the second.</h1>
          <p className={styles['text']}>
            A room for your blameless postmortem: everybody writes the timeline together, asks how it made sense at the time, and
            parks ideas for fixes until they all open at once.
          </p>
          <p>
            <LinkButton look="primary" size="large" href="/new">
              Start a review
            </LinkButton>
          </p>
        </section>
        <Reviews />
        <figure className={styles['figure']}>
          <blockquote className={styles['definition']}>{definition.text}</blockquote>
          <figcaption className={styles['source']}>{definition.source}</figcaption>
        </figure>
      </main>
    </div>
  )
}

const phaseNames: Readonly<Record<Phase, string>> = {
  draft: 'Draft',
  opening: 'In the meeting',
  background: 'In the meeting',
  overview: 'In the meeting',
  timeline: 'In the meeting',
  causes: 'In the meeting',
  lessons: 'In the meeting',
  recommendations: 'In the meeting',
  'wrap-up': 'Wrapping up',
  'follow-up': 'Follow-up',
}

const roleNames: Readonly<Record<Role, string>> = {
  facilitator: 'you facilitate',
  participant: 'you take part',
  observer: 'you observe',
}

function Reviews() {
  const [meetings, setMeetings] = useState<readonly ListedMeeting[]>([])
  useEffect(() => {
    let isCurrent = true
    meetingApi.list().then(
      (list) => {
        if (isCurrent) setMeetings(list)
      },
      () => undefined, // somebody new has none, and a list that can't be had is no reason to keep anybody from starting
    )
    return () => {
      isCurrent = false
    }
  }, [])
  if (meetings.length === 0) return null
  return (
    <section className={styles['reviews']} aria-labelledby="your-reviews">
      <h2 id="your-reviews">Your reviews</h2>
      <ul role="list">
        {meetings.map((meeting) => (
          <li key={meeting.id} className={styles['review']}>
            <Link href={`/m/${meeting.id}`} className={styles['reviewTitle'] ?? ''}>
              {meeting.title === '' ? 'Without a title' : meeting.title}
            </Link>
            <span className={styles['meta']}>
              {phaseNames[meeting.phase]} · {roleNames[meeting.role]} · {new Date(meeting.createdAt).toLocaleDateString()}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
