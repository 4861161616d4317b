/** What to say around the definition when it is read out at the opening. */
export const definitionNotes = [
  'It is where we start from, not what we set out to prove: everybody did what made sense with what they had.',
  'So “human error” is never an answer here. It’s the place where we ask the next question.',
  'Blameless isn’t nameless. Say who did what: you are the people who know how it works.',
  'If it made sense once, it will make sense again. We want to know what made it so.',
  'If blame slips in, mine too, anyone may say “the definition”. We read it again and go on.',
] as const
