import { useState } from 'react'
import type { ComposerMode } from '../roomView.ts'

export type Drafts = Readonly<Record<ComposerMode, string>>

/** Turns what was begun as one thing into another: the words come along, unless something else was begun there already. */
export function carryOver(drafts: Drafts, from: ComposerMode, to: ComposerMode): Drafts {
  if (from === to || drafts[to].trim() !== '') return drafts
  return { ...drafts, [from]: '', [to]: drafts[from] }
}

/** What was begun and not sent yet, of each kind; kept on this device, so that a reload or a crash loses none of it. */
export function useDrafts(meeting: string): [Drafts, (drafts: Drafts) => void] {
  const [drafts, setDrafts] = useState<Drafts>(() => ({
    question: read(meeting, 'question'),
    note: read(meeting, 'note'),
    idea: read(meeting, 'idea'),
  }))
  return [
    drafts,
    (next) => {
      setDrafts(next)
      for (const mode of ['question', 'note', 'idea'] as const) {
        if (next[mode] !== drafts[mode]) keep(meeting, mode, next[mode])
      }
    },
  ]
}

function read(meeting: string, mode: ComposerMode): string {
  try {
    return localStorage.getItem(keyOf(meeting, mode)) ?? ''
  } catch {
    return '' // storage is refused
  }
}

function keep(meeting: string, mode: ComposerMode, text: string): void {
  try {
    if (text === '') localStorage.removeItem(keyOf(meeting, mode))
    else localStorage.setItem(keyOf(meeting, mode), text)
  } catch {
    // storage is refused or full: the words are on the screen
  }
}

function keyOf(meeting: string, mode: ComposerMode): string {
  return `second-story/draft/${meeting}/${mode}`
}
