import { type Phase, phases } from '@second-story/meeting'
import { meetingApi } from '../connection/meetingApi.ts'
import { useAgenda, useMeeting } from '../connection/useMeeting.ts'
import { lookAt } from './roomView.ts'
import { useCommand } from './useCommand.ts'

interface Steps {
  readonly previous: Phase | null
  readonly next: Phase | null
  readonly isMoving: boolean
  /** Brings the whole room into a phase, and oneself with it. For facilitators. */
  readonly enter: (phase: Phase) => Promise<void>
}

/**
 * The phases of the agenda before and after the room's own; of one that is not on it, those before and after in the usual order. Any other may
 * be entered too: the order is a habit, not a rule.
 */
export function useSteps(): Steps {
  const meeting = useMeeting()
  const { phase, steps } = useAgenda()
  const { isRunning, run } = useCommand()
  const place = steps.indexOf(phase)
  return {
    previous: (place < 0 ? steps.findLast((step) => phases.indexOf(step) < phases.indexOf(phase)) : steps[place - 1]) ?? null,
    next: (place < 0 ? steps.find((step) => phases.indexOf(step) > phases.indexOf(phase)) : steps[place + 1]) ?? null,
    isMoving: isRunning,
    async enter(wanted) {
      // The agenda may tell of it before or after the answer to the command: either way one ends up with the room.
      if (await run(() => meetingApi.enterPhase(meeting.id, wanted))) lookAt(wanted, meeting.agenda.get().phase)
    },
  }
}
