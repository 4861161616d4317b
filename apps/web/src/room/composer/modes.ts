import type { ComposerMode } from '../roomView.ts'

export interface Mode {
  /** In the choice. */
  readonly title: string
  /** The accessible name of the text area. */
  readonly label: string
  readonly placeholder: string
  /** What becomes of it and who sees it. */
  readonly hint: string
  /** On the button. */
  readonly action: string
}

export function modesOf(isRevealed: boolean): Readonly<Record<ComposerMode, Mode>> {
  return {
    question: {
      title: 'Question',
      label: 'Your question',
      placeholder: 'What would you like to understand?',
      hint: 'Everyone sees it. Answered or not, it stays with the review.',
      action: 'Ask',
    },
    note: {
      title: 'Note',
      label: 'Your note',
      placeholder: 'Something to keep, a thought, a pointer…',
      hint: 'Everyone sees it.',
      action: 'Note',
    },
    idea: isRevealed
      ? {
          title: 'Recommend',
          label: 'Your recommendation',
          placeholder: 'What could change?',
          hint: 'The parking is open: it joins the recommendations at once, with your name.',
          action: 'Recommend',
        }
      : {
          title: 'Park an idea',
          label: 'Your idea',
          placeholder: 'A fix that came to mind? Park it, and stay with the story.',
          hint: 'Only you see it until the parking is opened.',
          action: 'Park',
        },
  }
}
