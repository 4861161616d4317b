import { isAfter } from '../../language/clause.ts'
import { gerundOf } from '../../language/verbs.ts'
import { type TrapRules, wordOf } from '../rule.ts'
import { isHiddenAct, isHiddenPurpose, isHiddenSlip } from './hiddenAct.ts'
import { isStandIn } from './standIn.ts'

const releases = new Set('version versions release releases fix fixes patch patches hotfix bugfix build builds'.split(' '))

/**
 * Two forms: a stand-in for one particular person, and a passive of what a person did. Most passives hide nobody: machines act, findings
 * are announced, things stand as they stand. So the verb must be one of handling or deciding, told as an event, in a place that tells events.
 */
export const anonymisedActor: TrapRules = {
  label: 'anonymised_actor',
  name: 'Anonymising',
  definition: 'Somebody acted, and the sentence hides who: “an engineer”, or an act told without anybody doing it.',
  source: 'Conducting Blameless Postmortems (blamelessness is not anonymity)',
  why: 'With the name goes the reason: what people saw and knew begins with who they are, and naming is not blaming.',
  rules: [
    {
      phrases: [
        'a|an|the|one|another|our|that|this <plain>* <role> <role>?',
        'a|an|the|our <plain>* ..1 <role>',
        'one|some|two of the|our|their <plain>* <group>',
        'a|one member of the|our|their ..2 team|staff|group|crew',
        'a|an|the|one|another team|staff|crew|ops|on-call|project|community member|engineer|person|lead',
        'a|the|one person',
        '<someone>',
        'the author of the|this change|patch|commit|pr|pull|script|fix|deploy|config ..1',
        'by <plain>* <role>',
        '<plain|group|gerund>* team? <role> <past|third>',
        'team member',
        'a|an|the engineering|release|product|incident|account|project manager|commander|lead',
      ],
      fields: ['timeline', 'cause', 'lesson', 'summary', 'other'],
      when: isStandIn,
      ask: (match) =>
        `Who was ${wordOf(match, 'someone') === undefined ? 'it' : 'that'}, may the name stand here, and what were they seeing?`,
    },
    {
      phrases: [
        'was|were|got|gets|get <adverb>* <handling&participle>',
        'is|are <adverb>* <handling&participle>',
        'was|were|is|been failed over',
        'had|has been <adverb>* <handling&participle>',
        'was|were being <adverb>* <handling&participle>',
        'being <adverb>* <handling&participle>',
        'been <adverb>* <handling&participle>',
      ],
      fields: ['timeline', 'cause', 'summary', 'lesson', 'other'],
      when: isHiddenAct,
      ask: (match) => {
        const act = gerundOf(wordOf({ ...match, from: match.from + 1 }, 'handling')?.word ?? '')
        return act === null
          ? 'Who did that, and what were they seeing?'
          : `Who did the ${act}, and what did they have in front of them?`
      },
      certainty: 'likely',
    },
    {
      phrases: [
        'it was|had been? <adverb>* decided|agreed|chosen|assumed|concluded|judged|deemed',
        'was|were|been <adverb>* decided|misjudged|dismissed|disregarded|deprioritised|deprioritized|instructed|neglected',
        'was|were <adverb>* deemed|judged <adverb>? ..2',
        'was|were <adverb>* considered to|as|not|too|safe|normal',
        'was|were <adverb>* attributed|ascribed to',
        'a|the decision|choice was|were|had been? <adverb>* made|taken',
        'change|changes|mistake|edit|adjustment|adjustments|fix|patch|correction|workaround|exception was|were|had been? <adverb>* made|introduced',
        'was|were|been <adverb>* restored from',
        'was|were|been <adverb>* made readable|writable|public|visible|accessible|active|primary|available',
        'was|were|been <adverb>* taken out|down|offline',
        'was|were|been <adverb>* turned|switched|powered|brought|rolled|put|shut|cut|knocked off|down|out|back|up|into|on|over|loose|in',
      ],
      fields: ['timeline', 'cause', 'summary', 'lesson', 'other'],
      when: isHiddenAct,
      ask: 'Who was that, and what did they have in front of them?',
      certainty: 'likely',
    },
    {
      phrases: [
        'was|were <adverb>* <participle> to <base>',
        'was|were <adverb>* <participle> ..6 in order to',
        'was|were <adverb>* <participle> ..6 in an attempt|effort to',
        'was|were <adverb>* <participle> ..4 manually',
        'was|were <adverb>* <participle> ..4 by hand',
        'was|were manually <participle>',
      ],
      fields: ['timeline', 'cause', 'summary'],
      when: isHiddenPurpose,
      ask: 'Who was that, and what were they hoping it would do?',
      certainty: 'likely',
    },
    {
      phrases: ['was|were <adverb>* released|shipped|published|prepared'],
      fields: ['timeline', 'cause', 'summary'],
      when: (match) => isAfter(match.sentence, match.from, releases, 12) && isHiddenAct(match),
      ask: 'Who sent it out, and what did they expect of it?',
      certainty: 'likely',
    },
    {
      // by accident: a machine has none
      phrases: [
        'was|were|been|being|got <adverb>* <slip> <participle>',
        'had|has|have <adverb>* <slip> been <participle>',
        'was|were|been|being|got <adverb>* <participle> <slip>',
        'was|were|been|being|got <adverb>* <participle> ..6 by accident|mistake',
        'was|were|been|being|got <adverb>* <participle> in error',
      ],
      fields: ['timeline', 'cause', 'summary', 'lesson', 'other'],
      when: isHiddenSlip,
      ask: 'Who was that, may the name stand here, and what did it look like to them?',
    },
  ],
  examples: {
    found: [
      'An engineer ran the script on the wrong cluster.',
      ['timeline', 'The rule was removed at 14:02.'],
      ['timeline', 'The server was powered down.'],
      ['timeline', 'It was decided to wait for the morning.'],
      ['timeline', 'Someone restarted the queue.'],
      ['timeline', 'The change was merged.'],
      ['timeline', 'One of our engineers wiped the directory.'],
      ['cause', 'The author of the change tested it on a copy.'],
      'Trigger: An engineer powered down the main fooserver',
      ['timeline', 'The queue was emptied by hand.'],
      ['summary', 'The wizard was restricted to keep others out.'],
      ['timeline', 'A new version of the agent was released at noon.'],
    ],
    silent: [
      ['timeline', 'Teo powered off db-3.'],
      ['timeline', 'The network team moved the rack.'],
      ['timeline', 'The pod was evicted.'],
      ['timeline', 'Traffic was shifted by the balancer.'],
      'The pool was configured with 20 workers.',
      'The docs were not updated.',
      ['timeline', 'The issue was identified at 15:10.'],
      ['timeline', 'Customers were told at 15:20.'],
      ['timeline', 'Engineers began to look at the logs.'],
      ['timeline', 'The certificate was renewed automatically.'],
      ['summary', 'A customer reported it.'],
      ['timeline', 'The operator, Ana Ruiz, restarted it.'],
      ['recommendation', 'An engineer can then restore the volume with one command.'],
      'Once all writes have been drained, the socket closes.',
      ['timeline', 'Somebody else had the same idea in another company.'],
      'The index was being rebuilt at that time.',
      ['other', 'Does someone want to tell that part?'],
    ],
  },
}
