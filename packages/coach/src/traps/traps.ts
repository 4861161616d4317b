/**
 * The cards of the traps that people step into because they know how the incident ended. A facilitator reads them aloud under pressure, so
 * each is short: what it sounds like, why it leads away from learning, and what to ask instead. Sources: the founding text ("Conducting
 * Blameless Postmortems", PyCascades 2019) and, for the wording of questions, published debriefing guides.
 */
export interface Trap {
  readonly id: TrapId
  readonly name: string
  readonly soundsLike: readonly [string, ...string[]]
  readonly why: string
  readonly askInstead: readonly [string, ...string[]]
  readonly source: string
}

export const trapIds = [
  'alternative-actions',
  'cherry-picking',
  'shopping-bag',
  'human-error',
  'anonymising',
  'exhortation',
] as const
export type TrapId = (typeof trapIds)[number]

const founding = 'Conducting Blameless Postmortems, PyCascades 2019'

export const traps: readonly Trap[] = [
  {
    id: 'alternative-actions',
    name: 'Alternative actions',
    soundsLike: [
      'You should have rolled back.',
      'The runbook says to drain it first.',
      'Why didn’t anybody page the database team?',
    ],
    why: 'It compares what people did with what they might have done. That other afternoon never took place, so we can’t learn from it. What they did made sense to them, and how it did is what we came for.',
    askInstead: ['What made that the sensible next step?', 'What were you choosing between?', 'What did you expect to happen?'],
    source: founding,
  },
  {
    id: 'cherry-picking',
    name: 'Cherry-picking',
    soundsLike: ['It’s always the storage team.', 'He had to look it up, so he can’t know the cluster.', 'So that’s it, then.'],
    why: 'The conclusion came first, and we are gathering what fits it. With enough log lines any story can be told. A cause we trust also has something that speaks against it.',
    askInstead: [
      'What does not fit that story?',
      'What would we expect to see if it were something else?',
      'Who remembers it differently?',
    ],
    source: founding,
  },
  {
    id: 'shopping-bag',
    name: 'Shopping bag',
    soundsLike: ['All the signs were there.', 'Three graphs showed it. How was it missed?', 'You should’ve seen it coming.'],
    why: 'We pile up every clue, now that we know which ones mattered. At the time they lay among a hundred others. That it was available does not mean that anybody could see it.',
    askInstead: [
      'Which of these was on anybody’s screen just then?',
      'What else was there, and what did it seem to say?',
      'What does that graph look like on a good day?',
    ],
    source: founding,
  },
  {
    id: 'human-error',
    name: 'Human error',
    soundsLike: ['Root cause: operator error.', 'She forgot the flag.', 'It was a mistake to restart it.'],
    why: '“Error” is a name we give an action once we know how it ended. People don’t switch between a working mode and a failing one. If a person is where the causes end, we have not found the causes.',
    askInstead: [
      'How did it make sense at that moment?',
      'What would any of us have faced in that chair?',
      'What let one keystroke go that far?',
    ],
    source: founding,
  },
  {
    id: 'anonymising',
    name: 'Anonymising',
    soundsLike: ['An engineer powered down the server.', 'The server was powered down.', 'Somebody ran the script.'],
    why: 'Leaving out the name says that there is blame to hide, and with the person goes the reason. Saying who did what is a fact. What they saw and knew begins with who they are.',
    askInstead: ['Who did it, and what were they seeing?', 'May we write your name here?', 'What brought you there just then?'],
    source: founding,
  },
  {
    id: 'exhortation',
    name: 'Trying harder',
    soundsLike: ['We must be more careful.', 'Everybody has to double-check the host.', 'More training for the team.'],
    why: 'Everybody was careful already, and it happened. A fix that leans on attention works until the next busy afternoon. Look for what would have made the careful thing the easy thing.',
    askInstead: [
      'What in the system could change, so that nobody has to remember?',
      'Who would have one more step because of it?',
      'What could we remove instead?',
    ],
    source: founding,
  },
]

export function findTrap(id: string): Trap | null {
  return traps.find((trap) => trap.id === id) ?? null
}
