import { expect, test } from 'vitest'
import { silentRanges } from './silence.ts'

function silenced(text: string): string[] {
  return silentRanges(text).map(([start, end]) => text.slice(start, end))
}

test.each([
  ['He said “we should have known” and left.', ['“we should have known”']],
  ['The log says "user error", and `rm -rf` ran.', ['"user error"', '`rm -rf`']],
  ["It didn't say 'operator error' in Ben's log.", ["'operator error'"]],
  ['See https://example.com/human-error, then go on.', ['https://example.com/human-error']],
  ['Write to ana.ruiz@example.com about /var/log/forgot.', ['ana.ruiz@example.com', '/var/log/forgot']],
  ['Before\n> we should have known\nbehind', ['> we should have known']],
  ['Before\n$ git revert --mistake\nbehind', ['$ git revert --mistake']],
  ['Before\n10:02:07 ERROR job should have started\nbehind', ['10:02:07 ERROR job should have started']],
  ['Before\n  at deploy.run(forgot.js:3)\nbehind', ['  at deploy.run(forgot.js:3)']],
  ['[10:02] <ana> my mistake\nbehind', ['[10:02] <ana> my mistake']],
  ['a\n```\nwe forgot\n```\nb', ['```\nwe forgot\n```']],
])('other voices in %j', (text, voices) => {
  expect(silenced(text)).toEqual(voices)
})

test.each([
  'We should have known.',
  'It is 5" wide, and the “quotation goes on',
  'An unfinished `span of code',
  'Ben’s and Ana’s change',
  '10:02 Ana restarts db-3',
  'either/or, and 3/4 of it',
])('the writer’s own voice: %j', (text) => {
  expect(silenced(text)).toEqual([])
})
