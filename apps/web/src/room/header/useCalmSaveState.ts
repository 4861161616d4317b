import { useEffect, useState } from 'react'
import type { SaveState } from '../../connection/saving.ts'
import { useSaveState } from '../../connection/useMeeting.ts'

/**
 * The save state without the flicker of every keystroke: `saved` is shown only once it has been so for a moment. Late is true;
 * early would not be [I2].
 */
export function useCalmSaveState(): SaveState {
  const state = useSaveState()
  const [isSettled, setSettled] = useState(state.is === 'saved')
  // Coming back with nothing unsaved is no saving: it needs no moment.
  const isSaving = state.is !== 'saved' && (state.is === 'saving' || state.unsaved > 0)
  if (isSaving && isSettled) setSettled(false)
  useEffect(() => {
    if (state.is !== 'saved') return
    const timer = setTimeout(() => setSettled(true), 500)
    return () => clearTimeout(timer)
  }, [state.is])
  return state.is === 'saved' && !isSettled ? { is: 'saving', unsaved: 0, isKept: state.isKept } : state
}
