import { useDetails, useEntity, useMeeting } from '../connection/useMeeting.ts'
import { entryTimeText } from './entryTime.ts'
import { useRichTextLine } from './useRichTextLine.ts'

export interface EntryName {
  /** `13:05`, `about 13:05`. */
  readonly time: string
  /** Its first words; may be empty. */
  readonly words: string
}

/** How a timeline row is called where something refers to it; null if it is gone. */
export function useEntryName(id: string): EntryName | null {
  const { timeline } = useMeeting()
  const { zone } = useDetails()
  const entry = useEntity(timeline, id)
  const words = useRichTextLine(entry?.text ?? '', 60)
  return entry === null ? null : { time: entryTimeText(entry, zone), words }
}
