import { useState } from 'react'

/** A row that is being written and not added yet, as typed. */
export interface RowDraft {
  readonly time: string
  readonly text: string
}

/** `end` is the line at the foot of the timeline, `between` the one that N opens. */
export type DraftPlace = 'end' | 'between'

const blank: RowDraft = { time: '', text: '' }

/** Kept on this device until it is added, so that a reload or a crash loses none of it. */
export function useRowDraft(meeting: string, place: DraftPlace): [RowDraft, (draft: RowDraft) => void] {
  const key = `second-story/draft/${meeting}/row-${place}`
  const [draft, setDraft] = useState(() => read(key))
  return [
    draft,
    (next) => {
      setDraft(next)
      keep(key, next)
    },
  ]
}

function read(key: string): RowDraft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return blank
    const time = 'time' in kept && typeof kept.time === 'string' ? kept.time : ''
    const text = 'text' in kept && typeof kept.text === 'string' ? kept.text : ''
    return { time, text }
  } catch {
    return blank // storage is refused, or holds something else
  }
}

function keep(key: string, draft: RowDraft): void {
  try {
    if (draft.time === '' && draft.text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // storage is refused or full: the words are on the screen
  }
}
