import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useAgenda, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { Button, IconButton } from '../../design/Button.tsx'
import { type ComposerMode, composerId, setRoomView, useRoomView } from '../roomView.ts'
import { useEntryName } from '../useEntryName.ts'
import styles from './Composer.module.css'
import { carryOver, useDrafts } from './drafts.ts'
import { ModeChoice } from './ModeChoice.tsx'
import { modesOf } from './modes.ts'
import { useSubmit } from './useSubmit.ts'

/** Always at the foot of the room: ask, note or park without leaving what the room talks about. */
export function Composer() {
  const mayWrite = useMayWrite()
  if (!mayWrite) {
    return (
      <section className={styles['observer']} aria-label="Your seat">
        You are here to listen: observers read along. To write, ask the facilitator for a seat.
      </section>
    )
  }
  return <OpenComposer />
}

function OpenComposer() {
  const meeting = useMeeting()
  const { revealedAt } = useAgenda()
  const { mode, about } = useRoomView((view) => view.composer)
  const [drafts, setDrafts] = useDrafts(meeting.id)
  const [confirmation, setConfirmation] = useState<string | null>(null)
  const submit = useSubmit()
  const hintId = useId()
  const modes = modesOf(revealedAt !== null)
  const { placeholder, hint, action } = modes[mode]
  const text = drafts[mode]

  function send() {
    const said = text.trim()
    if (said === '') return
    const done = submit(mode, said, about)
    if (done === null) {
      setConfirmation('Your own list is still being opened. Your words stay here; try again in a moment.')
      return
    }
    setDrafts({ ...drafts, [mode]: '' })
    setRoomView({ composer: { mode, about: null } })
    setConfirmation(done)
    announce(done)
    document.getElementById(composerId)?.focus()
  }

  function choose(next: ComposerMode) {
    setDrafts(carryOver(drafts, mode, next))
    setRoomView({ composer: { mode: next, about } })
    setConfirmation(null)
  }

  function onKeyDown(event: KeyboardEvent) {
    // An Enter that ends a composition (accents, Japanese) belongs to the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className={styles['composer']}
      aria-label="Ask, note or park"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className={styles['top']}>
        <ModeChoice modes={modes} chosen={mode} onChoose={choose} />
        {about === null ? null : <About entry={about} onRemove={() => setRoomView({ composer: { mode, about: null } })} />}
      </div>
      <div className={styles['line']}>
        <textarea
          id={composerId}
          data-coach={mode === 'idea' ? 'recommendation' : 'other'}
          className={styles['text']}
          rows={1}
          aria-label={modes[mode].label}
          aria-describedby={hintId}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setDrafts({ ...drafts, [mode]: event.target.value })
            setConfirmation(null)
          }}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" look="primary" className={styles['send']} aria-disabled={text.trim() === ''}>
          {action}
        </Button>
      </div>
      <p className={styles['hint']} id={hintId} data-private={mode === 'idea' && revealedAt === null}>
        {confirmation ?? hint}
      </p>
    </form>
  )
}

/** The timeline row that the text will refer to. */
function About({ entry, onRemove }: { entry: string; onRemove: () => void }) {
  const name = useEntryName(entry)
  if (name === null) return null
  return (
    <span className={styles['about']}>
      <span className={styles['aboutName']}>
        about {name.time.replace(/^about /, '')} {name.words}
      </span>
      <IconButton label="Not about this row" onClick={onRemove}>
        <X aria-hidden size={14} />
      </IconButton>
    </span>
  )
}
