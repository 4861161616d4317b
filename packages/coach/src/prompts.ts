/** A facilitator's questions, by what the room is doing and by what was just said. Private to the facilitator's desk. */
export interface Prompts {
  /** By phase of the agenda, as packages/meeting names them. */
  readonly phases: Readonly<Record<string, readonly string[]>>
  /** By kind of timeline entry. */
  readonly kinds: Readonly<Record<string, readonly string[]>>
  /** For whenever the room needs them. */
  readonly room: readonly string[]
}

export const prompts: Prompts = {
  phases: {
    draft: [
      'Have you been in one of these before? What worries you about this one?',
      'Which moment do you most want people to understand? May I call on you to tell it?',
      'Who saw this from another chair and is not invited yet: support, another team, whoever asked for help?',
    ],
    opening: [
      'Who is here for the first time? What would make this hour useful to you?',
      'Read the definition aloud. What could make it hard today to say the awkward thing?',
      'Can we agree to park ideas for fixes until their turn?',
    ],
    background: [
      'Explain it as you would on somebody’s first day. What would they get wrong?',
      'What does this look like on an ordinary Tuesday? What usually keeps it well?',
      'What does it depend on that an outsider would not guess?',
      'Which of the words just used should somebody spell out? I’ll go first.',
    ],
    overview: [
      'What did it look like from outside, to whom, since when?',
      'Who knew first, and how did it reach them? By design or by luck?',
      'How big did we believe it was then? When did that change?',
      'Who felt this that we have not heard from?',
    ],
    timeline: [
      'What was in front of you? What else was going on then?',
      'When did your picture of it change? What changed it?',
      'Is that how it is always done? What comes just before and after?',
      'What did you rule out, and what ruled it out?',
      'Before we leave this part: what is missing? Who remembers it differently?',
    ],
    causes: [
      'What had to be true for this to happen? Which of those were also true last week?',
      'What usually catches this? What was it busy with?',
      'Put another capable colleague in that chair: what would have been the same?',
      'What did not fit?',
      'What are we missing if we stop at three?',
    ],
    lessons: [
      'What do you now know about how this really works? What surprised you?',
      'What went better than it might have, and who made it so?',
      'Where were we lucky? On which other day would it have been worse?',
      'What should we keep doing?',
    ],
    recommendations: [
      'Which cause or lesson is it for? Which parked ideas has the timeline made pointless?',
      'Who will have one more step because of it? What new thing can go wrong?',
      'Is there something that we could remove instead?',
      'What happens if we do nothing?',
      'How would we know that it worked, and by when?',
    ],
    'wrap-up': [
      'What one thing will you do differently?',
      'What do we still not know, and who would like to find out?',
      'Who else should read this? Would you come to another?',
    ],
    'follow-up': [
      'What still looks right after sleeping on it? What have we learned since?',
      'Who takes it, by when, and how will we measure it?',
      'What will we decide not to do, and say so?',
    ],
  },
  kinds: {
    noticed: ['What made that stand out?', 'What had you expected to see?', 'What else was on the screen?'],
    judged: ['What told you so? How sure were you?', 'If a colleague had walked up, how would you have described it?'],
    decided: [
      'What were you choosing between?',
      'What brought you to that one?',
      'Have you gone the other way before, and when?',
    ],
    did: ['What did you hope that it would do?', 'How would you have known that it worked?', 'What were you trying to protect?'],
    'asked-for-help': ['What made it the moment to ask?', 'How did you know whom to call? Could you reach them?'],
    system: ['Who could see this then, and where?', 'What does it look like on a good day?'],
  },
  room: [
    'Hold that thought; I’d like to hear the end of this first.',
    'What stood out for those we have not heard yet?',
    'Is that obvious to everybody here?',
    'Shall we park that, or go back to it?',
    'I’m not after a judgement. I’m after what any of us would have faced.',
  ],
}
