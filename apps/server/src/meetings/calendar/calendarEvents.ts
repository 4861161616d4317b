import { type CalendarEvent, type EventTime } from '@second-story/formats'
import { definition, type Details, draftDueOf, type MeetingId } from '@second-story/meeting'

/** What a meeting puts into calendars: the reminder that the draft is due, and the meeting itself. */
export const calendarEvents = ['draft-due', 'meeting'] as const
export type CalendarEventName = (typeof calendarEvents)[number]

/** The event as the board tells it at this moment; null while its time isn't known. The link carries no key: calendars are shared widely. */
export function calendarEventOf(
  name: CalendarEventName,
  { id, details, link }: { id: MeetingId; details: Details; link: string },
): Omit<CalendarEvent, 'sequence'> | null {
  const title = details.title.trim() || 'a review without a title'
  const event = { uid: `${id}-${name}@second-story`, link }
  switch (name) {
    case 'draft-due': {
      const time = draftTime(details)
      if (time === null) return null
      return {
        ...event,
        time,
        title: `Draft due: ${title}`,
        text: `Write down what is known: when it was, the timeline, trigger, detection, resolution. Blanks are fine; causes come in the meeting.\n\n${link}`,
        isBusy: false,
        // On the morning of the day before a whole day; else when there is still time to write.
        remindMinutesBefore: time.is === 'day' ? 15 * 60 : 2 * 60,
      }
    }
    case 'meeting': {
      if (details.meetingTime === null) return null
      return {
        ...event,
        time: { is: 'moment', ...details.meetingTime },
        title: `Review: ${title}`,
        text: `A blameless postmortem. “${definition.text}”\n\n${link}\nYour way in is the link in your invitation: whoever has it is let in, so it is not in this entry.`,
        isBusy: true,
        remindMinutesBefore: 15,
      }
    }
    default:
      return unreachable(name)
  }
}

/** A reminder takes as long as it takes to read. */
const reminderMinutes = 15

function draftTime(details: Details): EventTime | null {
  const due = draftDueOf(details)
  if (due === null) return null
  return due.is === 'day' ? due : { is: 'moment', at: due.at, minutes: reminderMinutes, zone: details.zone }
}

function unreachable(name: never): never {
  throw new Error(`no such event: ${String(name)}`)
}
