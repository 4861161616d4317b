import { type Phase, phaseNames } from '@second-story/meeting'

/** What the screen calls each phase, and what it is for, in a line. */
export const phaseTitles: Readonly<Record<Phase, { readonly title: string; readonly purpose: string }>> = {
  draft: { title: phaseNames.draft, purpose: 'What is known before the meeting. Blanks are fine.' },
  opening: { title: phaseNames.opening, purpose: 'What blameless means, and who is here.' },
  background: { title: phaseNames.background, purpose: 'The systems involved, as on somebody’s first day.' },
  overview: { title: phaseNames.overview, purpose: 'What it looked like, to whom, and how it came to light.' },
  timeline: {
    title: phaseNames.timeline,
    purpose: 'What happened, step by step, as it looked at the time. The heart of the meeting.',
  },
  causes: { title: phaseNames.causes, purpose: 'Everything that had to be true. There is never just one.' },
  lessons: { title: phaseNames.lessons, purpose: 'What went well, what went wrong, where we got lucky.' },
  recommendations: {
    title: phaseNames.recommendations,
    purpose: 'The parked ideas, opened together. None is a fine number too.',
  },
  'wrap-up': { title: phaseNames['wrap-up'], purpose: 'What was learned, and where to read it.' },
  'follow-up': { title: phaseNames['follow-up'], purpose: 'Two days or more later: which ideas become actions.' },
}
