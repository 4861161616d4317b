import { Check, CircleAlert, CloudOff } from 'lucide-react'
import { useState } from 'react'
import { saveMessage } from '../../connection/saving.ts'
import { useMayWrite } from '../../connection/useMeeting.ts'
import styles from './SaveStatus.module.css'
import { UnsavedDialog } from './UnsavedDialog.tsx'
import { useCalmSaveState } from './useCalmSaveState.ts'

/** Quiet while all is well; clear, and with something to do, when words are on this device only. */
export function SaveStatus() {
  const state = useCalmSaveState()
  const mayWrite = useMayWrite()
  const [isOpen, setOpen] = useState(false)
  const isWell = state.is === 'saved' || state.is === 'saving'
  return (
    <>
      <div className={styles['status']} role="status">
        {isWell ? (
          // Said on every pause in typing, it would drown all else: it stands here to be read, not to be announced.
          <span className={styles['well']} aria-live="off">
            {state.is === 'saved' ? <Check aria-hidden size={14} /> : null}
            {mayWrite ? saveMessage(state) : 'Up to date'}
          </span>
        ) : (
          <button type="button" className={styles['trouble']} data-is={state.is} onClick={() => setOpen(true)}>
            {state.is === 'refused' ? <CircleAlert aria-hidden size={15} /> : <CloudOff aria-hidden size={15} />}
            <span>{mayWrite ? saveMessage(state) : 'Offline. You see what was here last.'}</span>
          </button>
        )}
      </div>
      {isOpen && (state.is === 'offline' || state.is === 'refused') ? (
        <UnsavedDialog state={state} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}
