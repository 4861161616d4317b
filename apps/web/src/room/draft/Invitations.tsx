import { type Guest, guests, invitation, type Invitation, mailAddress, namesIn, roleOfGuest } from '@second-story/formats'
import { boardSection, type Details, plainText, setDetail } from '@second-story/meeting'
import { useMemo, useRef, useState } from 'react'
import { readKnownLinks } from '../../connection/knownLinks.ts'
import { useDetails, useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import { Button, LinkButton } from '../../design/Button.tsx'
import { TextField } from '../../design/Field.tsx'
import { useRichText } from '../../editor/useRichText.ts'
import { setRoomView, useRoomView } from '../roomView.ts'
import styles from './DraftPhase.module.css'
import type { RowText } from './useTimelineTexts.ts'

const guestTitles: Readonly<Record<Guest, { readonly title: string; readonly hint: string }>> = {
  'worked-on-it': { title: 'Those who worked on it', hint: 'Each of them saw another part of it.' },
  affected: { title: 'Those whom it reached', hint: 'Users, support, the team next door: they know what it was like.' },
  curious: {
    title: 'Whoever is curious',
    hint: 'An open door: this link lets people read along, and change nothing. It may be posted anywhere.',
  },
}

/** Who should come, and words to invite them with; for those who may write. */
export function Invitations({ rows }: { rows: readonly RowText[] }) {
  const details = useDetails()
  return (
    <section className={styles['part']} aria-labelledby="draft-invitations">
      <h2 id="draft-invitations">Who should come</h2>
      <p className={styles['hint']}>
        Everybody who worked on it, some of those whom it reached, and whoever would like to learn. The texts follow what is
        written above.
      </p>
      <div className={styles['entries']}>
        {guests.map((guest) => (
          <Guests key={guest} guest={guest} details={details} rows={rows} />
        ))}
      </div>
    </section>
  )
}

function Guests({ guest, details, rows }: { guest: Guest; details: Details; rows: readonly RowText[] }) {
  const { id, board, change } = useMeeting()
  const summary = plainText(useRichText(boardSection(board, 'summary')))
  // A link that was made anew in there is known here when it closes.
  useRoomView((view) => view.isShareOpen)
  const text = invitation({ guest, details, summary, links: readKnownLinks(id) })
  const { title, hint } = guestTitles[guest]
  return (
    <section className={styles['entry']} aria-label={title}>
      <h3>{title}</h3>
      <p className={styles['soft']}>{hint}</p>
      {guest === 'worked-on-it' ? <WorkedOnIt details={details} rows={rows} /> : null}
      {guest === 'affected' ? (
        <TextField
          label="Names"
          optional
          value={details.affected}
          onChange={(event) => change((doc) => setDetail(doc, 'affected', event.target.value))}
        />
      ) : null}
      {text === null ? <UnknownLink guest={guest} /> : <InvitationText title={title} text={text} />}
    </section>
  )
}

/** Names that the timeline seems to tell stand ready; who of them is asked is for people to say. */
function WorkedOnIt({ details, rows }: { details: Details; rows: readonly RowText[] }) {
  const { change } = useMeeting()
  const field = useRef<HTMLInputElement>(null)
  const told = useMemo(() => namesIn(rows.map(({ text }) => text)), [rows])
  const set = (names: string) => change((board) => setDetail(board, 'workedOnIt', names))
  const present = details.workedOnIt.split(',').map((name) => name.trim().toLowerCase())
  const lead = details.incidentLead.trim()
  const others = [...new Set([...(lead === '' ? [] : [lead]), ...told])].filter((name) => !present.includes(name.toLowerCase()))
  return (
    <>
      <TextField ref={field} label="Names" optional value={details.workedOnIt} onChange={(event) => set(event.target.value)} />
      {others.length > 0 ? (
        <div className={styles['actions']} role="group" aria-label="Named in this review">
          <span className={styles['soft']}>Named here:</span>
          {others.slice(0, 12).map((name) => (
            <Button
              key={name}
              aria-label={`Add ${name}`}
              onClick={() => {
                set([details.workedOnIt.trim().replace(/,$/, ''), name].filter((it) => it !== '').join(', '))
                // The button that was pressed goes away.
                field.current?.focus()
              }}
            >
              + {name}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  )
}

function InvitationText({ title, text }: { title: string; text: Invitation }) {
  const [said, say] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [isByHand, setByHand] = useState(false)
  const address = mailAddress(text)

  async function copy(words: string, where: string) {
    try {
      await navigator.clipboard.writeText(words)
      say(`Copied, for ${where}.`)
    } catch {
      // No clipboard without https, or it was refused: then by hand.
      setOpen(true)
      setByHand(true)
      say('This browser doesn’t let the page copy. The text stands here, to be copied by hand.')
    }
  }

  return (
    <>
      <div className={styles['actions']}>
        <Button onClick={() => void copy(text.chat, 'a chat')} aria-label={`Copy for chat: ${title}`}>
          Copy for chat
        </Button>
        <Button onClick={() => void copy(`${text.subject}\n\n${text.mail}`, 'a mail')} aria-label={`Copy for mail: ${title}`}>
          Copy for mail
        </Button>
        {address === null ? null : (
          <LinkButton look="plain" href={address} aria-label={`Write a mail: ${title}`}>
            Write a mail
          </LinkButton>
        )}
      </div>
      <p role="status" className={styles['soft']}>
        {said}
      </p>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Read the text</summary>
        {/* Screens are shared in these meetings: the key shows only where the text has to be copied from here. */}
        <p className={styles['letter']}>{isByHand ? text.mail : withoutKey(text.mail)}</p>
      </details>
    </>
  )
}

function withoutKey(text: string): string {
  return text.replace(/(\/m\/[\w-]+#)[\w-]+/g, '$1…')
}

function UnknownLink({ guest }: { guest: Guest }) {
  const isFacilitator = useIsFacilitator()
  const what = roleOfGuest[guest] === 'observer' ? 'for reading along' : 'for taking part'
  return (
    <>
      <p className={styles['soft']}>
        {isFacilitator
          ? `This device doesn’t know the link ${what}: links are kept where they were made or used. A new one can be made under Share.`
          : `This device doesn’t know the link ${what}. Whoever facilitates can invite them.`}
      </p>
      {isFacilitator ? (
        <div className={styles['actions']}>
          <Button onClick={() => setRoomView({ isShareOpen: true })}>Open Share</Button>
        </div>
      ) : null}
    </>
  )
}
