import { useAll, useDetails, useMeeting, useParkedCount } from '../../connection/useMeeting.ts'
import { entryTimeText } from '../entryTime.ts'

/** Three lines for somebody who just came in: how far the timeline is told, what is open, what is parked. */
export function useWhereWeAre(): readonly string[] {
  const meeting = useMeeting()
  const timeline = useAll(meeting.timeline)
  const questions = useAll(meeting.questions)
  const { zone } = useDetails()
  const parked = useParkedCount()
  const last = timeline.findLast(({ at }) => at !== null)
  const open = questions.filter(({ answered }) => !answered).length
  return [
    timeline.length === 0
      ? 'The timeline is still empty.'
      : `The timeline has ${count(timeline.length, 'row')}${last ? `, the last at ${entryTimeText({ ...last, approximate: false }, zone)}` : ''}.`,
    open === 0 ? 'No question is open.' : open === 1 ? '1 question is open.' : `${open} questions are open.`,
    parked.ideas === 0
      ? 'No ideas are parked yet: keep yours for their phase, privately.'
      : `${count(parked.ideas, 'idea')} parked for later, privately.`,
  ]
}

function count(number: number, thing: string): string {
  return number === 1 ? `1 ${thing}` : `${number} ${thing}s`
}
