import { useCallback, useState } from 'react'
import { Problem } from '../connection/meetingApi.ts'
import { toast } from '../design/announce.tsx'

/** Runs a command of the facilitator; a refusal is shown as what it is, and the button works again. */
export function useCommand(): { isRunning: boolean; run: (command: () => Promise<unknown>) => Promise<boolean> } {
  const [isRunning, setRunning] = useState(false)
  const run = useCallback(async (command: () => Promise<unknown>) => {
    setRunning(true)
    try {
      await command()
      return true
    } catch (failure) {
      toast(failure instanceof Problem ? `${failure.title} ${failure.detail}` : 'That did not work. Please try again.')
      return false
    } finally {
      setRunning(false)
    }
  }, [])
  return { isRunning, run }
}
