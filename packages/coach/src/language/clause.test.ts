import { expect, test } from 'vitest'
import { type Actor, subjectOf } from './clause.ts'
import { sentencesOf } from './sentences.ts'

test.each<[string, string, Actor]>([
  ['Ana merged it', 'merged', 'person'],
  ['We had already merged it', 'merged', 'person'],
  ['An engineer on call merged it', 'merged', 'standIn'],
  ['The network team merged it', 'merged', 'group'],
  ['Nobody merged it', 'merged', 'nobody'],
  ['The customers of the shop merged it', 'merged', 'outsider'],
  ['The breaker in the rack failed', 'failed', 'machine'],
  ['After the test the scheduler failed', 'failed', 'machine'],
  ['The idea failed', 'failed', 'thing'],
  ['This failed', 'failed', 'thing'],
  ['The change that failed', 'failed', 'thing'],
  ['The engineer who failed', 'failed', 'person'],
  ['Customers who failed', 'failed', 'outsider'],
  ['An operator ran it but forgot the flag', 'forgot', 'standIn'],
  ['14:02 restarted it', 'restarted', 'none'],
  ['Restarted it', 'restarted', 'none'],
])('who acts in “%s”: %s', (text, verb, actor) => {
  const [sentence] = sentencesOf(text)
  if (sentence === undefined) throw new Error('no sentence')
  const at = sentence.tokens.findIndex(({ word }) => word === verb.toLowerCase())
  expect(subjectOf(sentence, at)).toBe(actor)
})
