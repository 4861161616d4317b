import type { EntryKind, Mark } from '@second-story/meeting'

/** How each mark is told: by its letter, its shape (`MarkSign`) and its word; the colour is only a fourth. */
export const markTitles: Readonly<Record<Mark, { readonly letter: string; readonly word: string; readonly meaning: string }>> = {
  'impact-start': { letter: 'B', word: 'Began', meaning: 'The impact began' },
  detected: { letter: 'D', word: 'Detected', meaning: 'Somebody or something noticed' },
  declared: { letter: 'I', word: 'Declared', meaning: 'It was called an incident' },
  mitigated: { letter: 'M', word: 'Mitigated', meaning: 'The impact was over' },
  resolved: { letter: 'R', word: 'Resolved', meaning: 'The incident was over' },
}

/** What somebody was doing, from their own point of view. */
export const kindTitles: Readonly<Record<EntryKind, string>> = {
  noticed: 'Noticed',
  judged: 'Judged',
  decided: 'Decided',
  did: 'Did',
  'asked-for-help': 'Asked for help',
  system: 'System',
}
