import { Check, CircleAlert, CloudOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { saveMessage, type SaveState } from '../../connection/saving.ts'
import { useMayWrite } from '../../connection/useMeeting.ts'
import { announce, toast } from '../../design/announce.tsx'
import styles from './SaveStatus.module.css'
import { useCalmSaveState } from './useCalmSaveState.ts'
import { useLateParts } from './useLateParts.ts'

/** Quiet while all is well; clear, and with something to do, when words are on this device only. */
export function SaveStatus() {
  const state = useCalmSaveState()
  const parts = useLateParts()
  const mayWrite = useMayWrite()
  const [isOpen, setOpen] = useState(false)
  const message = mayWrite || state.is === 'refused' ? saveMessage(state) : readerMessage(state)
  useAnnouncements(state, message)
  const isTrouble = state.is === 'offline' || state.is === 'held' || state.is === 'refused'
  return (
    <>
      {/* Here to be read, not to be announced: `announce` does that, at what matters. */}
      <div className={styles['status']} role="status" aria-live="off">
        {isTrouble ? (
          <button type="button" className={styles['trouble']} data-is={state.is} onClick={() => setOpen(true)}>
            {state.is === 'offline' ? <CloudOff aria-hidden size={15} /> : <CircleAlert aria-hidden size={15} />}
            <span>{message}</span>
          </button>
        ) : (
          <span className={styles['well']}>
            {state.is === 'saved' ? <Check aria-hidden size={14} /> : null}
            {message}
          </span>
        )}
      </div>
      {isOpen && isTrouble && parts ? <parts.UnsavedDialog state={state} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

/** Said when it changes what one should know; said at every pause in typing, it would drown all else. */
function useAnnouncements(state: SaveState, message: string): void {
  const said = useRef<SaveState['is']>('saved')
  const kind = state.is === 'saving' ? 'saved' : state.is
  useEffect(() => {
    if (said.current === kind) return
    said.current = kind
    announce(kind === 'saved' ? 'Connected again.' : message, kind === 'refused' ? 'assertive' : 'polite')
  }, [kind, message])
  useEffect(() => {
    if (!state.isKept) toast('This browser keeps no copy of what you write. Stay until it says Saved.')
  }, [state.isKept])
}

function readerMessage(state: SaveState): string {
  switch (state.is) {
    case 'reconnecting':
      return 'Reconnecting…'
    case 'offline':
      return 'Offline. You see what was here last.'
    case 'saved':
    case 'saving':
    case 'held':
    case 'refused':
      return 'Up to date'
  }
}
