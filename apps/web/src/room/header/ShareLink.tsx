import type { Role } from '@second-story/meeting'
import { useId, useState } from 'react'
import { readKnownLinks, rememberLinks } from '../../connection/knownLinks.ts'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { useCommand } from '../useCommand.ts'
import styles from './ShareDialog.module.css'

interface ShareLinkProps {
  role: Role
  title: string
  hint: string
}

/** One link to copy. The server keeps only a hash of each, so a link that this device doesn't know can be renewed, never looked up. */
export function ShareLink({ role, title, hint }: ShareLinkProps) {
  const meeting = useMeeting()
  const isFacilitator = useIsFacilitator()
  const { isRunning, run } = useCommand()
  const [link, setLink] = useState(() => readKnownLinks(meeting.id)[role] ?? null)
  const [isAsking, setAsking] = useState(false)
  const [said, say] = useState('')
  const id = useId()

  const renew = () =>
    run(async () => {
      const renewed = await meetingApi.renewKey(meeting.id, role)
      rememberLinks(meeting.id, { [role]: renewed.link })
      setLink(renewed.link)
      setAsking(false)
      say('Here is the new link. The old one lets nobody in any more.')
    })

  async function copy() {
    if (link === null) return
    try {
      await navigator.clipboard.writeText(link)
      say('Copied.')
    } catch {
      // No clipboard without https, or it was refused: then by hand.
      const field = document.getElementById(id)
      if (field instanceof HTMLInputElement) field.select()
      say('This browser doesn’t let the page copy. The link is selected: press Ctrl+C, or ⌘C on a Mac.')
    }
  }

  return (
    <section className={styles['share']}>
      <h3 className={styles['title']}>{title}</h3>
      <p className={styles['hint']}>{hint}</p>
      {link === null ? (
        <p className={styles['hint']}>
          {isFacilitator
            ? 'This device doesn’t know the link: links are kept where they were made or used.'
            : 'This device doesn’t know the link. Ask the facilitator for it.'}
        </p>
      ) : (
        <div className={styles['line']}>
          <input
            id={id}
            className={styles['link']}
            aria-label={`Link: ${title}`}
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
          <Button look="primary" onClick={() => void copy()} aria-label={`$Copy the link: ${title}`}>
            Copy
          </Button>
        </div>
      )}
      {/* Said here: what is announced outside of an open dialog reaches nobody. */}
      <p role="status" className={styles['said']}>
        {said}
      </p>
      {isFacilitator ? (
        isAsking ? (
          <div className={styles['renew']} role="group" aria-label={`Renew the link: ${title}`}>
            <p>With a new link the old one stops working. Whoever is in the room stays.</p>
            <div className={styles['line']}>
              <Button disabled={isRunning} onClick={() => void renew()}>
                Make a new link
              </Button>
              <Button look="plain" onClick={() => setAsking(false)}>
                Keep the old one
              </Button>
            </div>
          </div>
        ) : (
          <Button look="plain" className={styles['ask']} onClick={() => setAsking(true)} aria-label={`Renew the link: ${title}`}>
            Renew…
          </Button>
        )
      ) : null}
    </section>
  )
}
