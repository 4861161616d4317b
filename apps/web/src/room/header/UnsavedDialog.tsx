import { useState } from 'react'
import type { SaveState } from '../../connection/saving.ts'
import { useMeeting, useMyIdeas } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { boardAsText } from './boardAsText.ts'
import styles from './UnsavedDialog.module.css'

interface UnsavedDialogProps {
  state: Extract<SaveState, { is: 'offline' | 'refused' }>
  onClose: () => void
}

/** What it means that something is not on the server yet, and a way to take the words along whatever happens. */
export function UnsavedDialog({ state, onClose }: UnsavedDialogProps) {
  const changes = state.unsaved === 1 ? '1 change' : `${state.unsaved} changes`
  return state.is === 'offline' ? (
    <Dialog title="You are offline" onClose={onClose}>
      <p>
        You can go on writing. {state.unsaved === 0 ? 'What you write' : `What you wrote (${changes})`} is kept on this device,
        and is sent and merged by itself as soon as the server can be reached. It is safe to close the page, as long as you come
        back with this browser.
      </p>
      <CopyMyText />
    </Dialog>
  ) : (
    <Dialog title="Some of it can’t be saved" onClose={onClose}>
      <p>
        The server won’t take {changes} of yours: {state.why || 'it gave no reason'} Nobody else sees them yet. Copy your text to
        be sure of it, then reload the page and paste what is missing.
      </p>
      <CopyMyText />
    </Dialog>
  )
}

function CopyMyText() {
  const meeting = useMeeting()
  const ideas = useMyIdeas()
  const [text, setText] = useState<string | null>(null)
  const [isCopied, setCopied] = useState(false)

  async function copy() {
    const all = boardAsText(
      meeting.board,
      ideas.map(({ text }) => text),
    )
    try {
      await navigator.clipboard.writeText(all)
      setCopied(true)
    } catch {
      // No clipboard without https, or it was refused: then by hand.
      setText(all)
    }
  }

  return (
    <div className={styles['copy']}>
      <Button look="primary" onClick={() => void copy()}>
        Copy my text
      </Button>
      <p role="status" className={styles['copied']}>
        {isCopied ? 'Copied: everything on the board, and your parked ideas.' : null}
      </p>
      {text === null ? null : (
        <label className={styles['byHand']}>
          This browser doesn’t let the page copy. Here it is to copy by hand:
          <textarea className={styles['text']} readOnly rows={10} value={text} onFocus={(event) => event.target.select()} />
        </label>
      )}
    </div>
  )
}
