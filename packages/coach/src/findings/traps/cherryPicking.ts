import { isAfter, isTestimony } from '../../language/clause.ts'
import { bit } from '../../language/wordClasses.ts'
import { type Match, nextWord, previousWord, type TrapRules } from '../rule.ts'

/** Where the conclusion stood first. A guess marked as one, and a cause with its evidence, are how reviews are written. */
export const cherryPicking: TrapRules = {
  label: 'cherry_picking',
  name: 'Cherry-picking',
  definition: 'A conclusion about the cause or about somebody is taken for granted, and the facts are lined up behind it.',
  source: 'Conducting Blameless Postmortems (cherry-picking); Dekker on the hindsight of stories',
  why: 'The conclusion stands before the facts here, and with enough facts any conclusion can be furnished.',
  rules: [
    {
      phrases: ['as always|usual', 'as usual'],
      when: (match) => match.from === 0 || /^[,:–—-]$/.test(previousWord(match)?.word ?? ''),
      ask: 'When was it different, and what was different about it then?',
    },
    {
      phrases: [
        'it be|is|was always <determiner>? ..2',
        "it 's always <determiner>? ..2",
        "that 's always|typical|classic ..2",
        'always <determiner> ..2 team|guys|people|department',
      ],
      when: ({ sentence, from }) =>
        !isAfter(sentence, from, new Set(['that', 'where', 'so', 'because']), 1) &&
        !sentence.tokens
          .slice(from, from + 5)
          .some(
            ({ bits, word }) =>
              (bits & (bit.participle | bit.not)) !== 0 || /.(?:able|ible|ful)$|^(?:been|good|safe|better|worth)$/.test(word),
          ),
      ask: 'What does not fit that story this time?',
      certainty: 'likely',
    },
    {
      phrases: [
        'typical|classic of <us|name|determiner|possessive>',
        'his|her|their|your <adverb>? typical|usual ..2',
        "<name> 's <adverb>? typical|usual ..2",
        'typical|classic <name>',
        'once again <us|name|determiner> ..3',
        'again he|she|they|you ..3',
        'yet again',
        'the usual suspects|suspect',
        'this|which|that|it <adverb>* proves|shows|confirms|demonstrates <link>? <us|name> <do>? <not>? ..2',
      ],
      when: (match) => isAboutPeople(match),
      ask: 'What would we expect to see if it were something else, and have we looked there?',
    },
    {
      phrases: [
        'again attributed|blamed|ascribed to',
        'again put down to',
        '<be> <adverb>* attributed|blamed|ascribed to the ..2 usual|typical|mysterious',
        'again <adverb>? blamed',
        'must <adverb>* have been ..2',
      ],
      when: (match) =>
        !isTestimony(match.sentence, match.from) &&
        (match.sentence.tokens[match.from]?.word !== 'must' ||
          isAfter(match.sentence, match.from, new Set(['so', 'obviously', 'clearly', 'therefore', 'attributed', 'simply']), 6)),
      ask: 'What else could have looked like that, and what was checked?',
      certainty: 'likely',
    },
    {
      phrases: [
        'no need to look further|elsewhere|any',
        'no need to check|investigate|examine the|any|other|others ..1',
        'the only? real|true|actual|one|only|single|simple root? cause|problem|reason|culprit|issue is|was|here',
        'real root? cause is|was',
        'it|that|this must have been <determiner|possessive> ..1 <role|group>',
        'it|that|this can only have been <determiner|possessive|name> ..2',
        'it|that|this must have been <name>',
        'the only possible|plausible|conceivable|logical|reasonable? explanation|possibility|culprit|suspect is|was',
        'the? blunt|plain|simple|sad|hard|honest|brutal|ugly truth|fact|reality is|was',
        'this|that is what happens|happened when|if',
        'there is no|little doubt|question <link>? ..2',
        'there can be no|little doubt|question <link>? ..2',
        'without|beyond a|any? doubt|question',
        '<us> all know who|why|how|what|which',
        'confirm|confirms|confirmed what <us> <adverb>* suspected|thought|knew|believed|said|feared',
        'root? cause is|was simple|obvious|clear',
        'comes|came|boils|boiled <adverb>? down to',
        'so that be|is it',
        "that 's it , then",
        "so that 's it",
        'end of story',
        'case closed',
        'it can|could only be <determiner|possessive|name|group>',
        '<us> <adverb>* told you|them|us|everyone so',
        'that fits what',
        'as <us> <adverb>? predicted|suspected|expected all along',
        'solely|purely|entirely|simply because|due of|to|that <us|name|group>',
        'just goes to show',
        '<us> <adverb>? know|knew the ..1 cause|culprit|answer|reason|explanation',
        'no other|further explanation',
      ],
      when: (match) =>
        match.field !== 'recommendation' &&
        !isTestimony(match.sentence, match.from) &&
        !/\bnot\b/.test(previousWord(match)?.word ?? '') &&
        nextWord(match)?.word !== '?' &&
        !isUnknownYet(match),
      ask: 'What speaks against it, and what else had to be true?',
    },
    {
      phrases: ['so he|she|they|you|<name> can|could not know|understand', 'proves|shows|proof that|of <us|name|possessive> ..2'],
      when: (match) =>
        /^(so|proves|shows|proof)$/.test(match.sentence.tokens[match.from]?.word ?? '') &&
        (nextWord(match)?.bits ?? 0) > 0 &&
        isAboutPeople(match),
      ask: 'What does not fit that story?',
      certainty: 'likely',
    },
  ],
  examples: {
    found: [
      'As always with the storage team, nobody had looked.',
      'It is DNS, it is always DNS, no need to look further.',
      'This proves she doesn’t know the cluster.',
      'Typical of Ben, he had to look it up.',
      'It all comes down to the config.',
      'Again he had to look it up.',
      'The real cause is the night shift.',
      'It must have been the intern.',
      'The plain truth is that nobody there wanted to know.',
    ],
    silent: [
      'It may have been the cache.',
      'Disk space and memory, the usual suspects, were ruled out.',
      'The job ran as usual until 14:00.',
      'The graphs show that the queue grew from 10:00 on.',
      'The cause was a full disk: the log shows it at 10:02.',
      'It is always possible to start the job by hand.',
    ],
  },
}

function isAboutPeople(match: Match): boolean {
  const { sentence, from, to } = match
  for (let at = from; at < Math.min(to + 4, sentence.tokens.length); at += 1) {
    const token = sentence.tokens[at]
    if (
      token !== undefined &&
      (token.bits & (bit.us | bit.name | bit.group | bit.role) || /^(him|her|them|his|their|your)$/.test(token.word))
    )
      return true
  }
  return false
}

function isUnknownYet({ sentence, from }: Match): boolean {
  return isAfter(sentence, from, new Set(['unclear', 'unknown', 'not', 'whether', 'whatever', 'if']), 8)
}
