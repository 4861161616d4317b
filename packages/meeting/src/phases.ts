/** The agenda, in its usual order. Any phase may follow any other: it is a structure to lean on, not a rail. */
export const phases = [
  'draft',
  'opening',
  'background',
  'overview',
  'timeline',
  'causes',
  'lessons',
  'recommendations',
  'wrap-up',
  'follow-up',
] as const
export type Phase = (typeof phases)[number]

/** What people call each phase. */
export const phaseNames: Readonly<Record<Phase, string>> = {
  draft: 'Draft',
  opening: 'Opening',
  background: 'Background',
  overview: 'From the outside',
  timeline: 'Timeline',
  causes: 'Causes',
  lessons: 'Lessons',
  recommendations: 'Recommendations',
  'wrap-up': 'Wrap-up',
  'follow-up': 'Follow-up',
}

/** Minutes for a review of about an hour and a quarter; the timeline takes the most. Before and after the meeting no clock runs. */
export const defaultMinutes: Readonly<Record<Phase, number>> = {
  draft: 0,
  opening: 5,
  background: 5,
  overview: 5,
  timeline: 30,
  causes: 10,
  lessons: 10,
  recommendations: 10,
  'wrap-up': 5,
  'follow-up': 0,
}

/** The eight phases of the meeting itself. */
export const meetingPhases = phases.filter((phase) => phase !== 'draft' && phase !== 'follow-up')
export type MeetingPhase = (typeof meetingPhases)[number]
