import { plainText, readRichText } from '@second-story/meeting'
import { useMemo } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'
import { useDebouncedVersion } from '../useDebouncedVersion.ts'

export interface RowText {
  readonly id: string
  readonly text: string
}

/** What the rows of the timeline say, accounts of others included; read anew a moment after somebody has written. */
export function useTimelineTexts(): readonly RowText[] {
  const { board, timeline } = useMeeting()
  const version = useDebouncedVersion(board)
  return useMemo(() => {
    void version
    return timeline.all().map(({ id, text, accounts }) => ({
      id,
      text: [text, ...accounts.map((account) => account.text)].map((it) => plainText(readRichText(it))).join('\n'),
    }))
  }, [timeline, version])
}
