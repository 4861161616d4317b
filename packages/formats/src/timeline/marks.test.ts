import { expect, test } from 'vitest'
import { markEntries } from './marks.ts'

test.each([
  ['last instance becomes unavailable Outage Begins', 'impact-start'],
  ['a crash loop. (outage starts)', 'impact-start'],
  ['Fault occurs', 'impact-start'],
  ['Start of impact', 'impact-start'],
  ['First detected:', 'detected'],
  ['Team aware', 'detected'],
  ['Initial detection of network trouble', 'detected'],
  ['Issue was found through manual testing', 'detected'],
  ['Incident resolution: user verified', 'resolved'],
  ['Incident is declared.', 'declared'],
  ['Ann declared this as an incident.', 'declared'],
  ['SEV1 declared', 'declared'],
  ['Repaired:', 'mitigated'],
  ['the policy is changed. Outage Mitigated', 'mitigated'],
  ['Resolved', 'resolved'],
  ['Resolved - all is well', 'resolved'],
  ['Incident declared resolved.', 'resolved'],
  ['Prow is confirmed to be functional. Outage ends.', 'resolved'],
])('%s', (text, mark) => {
  expect(markEntries([text])).toEqual([[mark]])
})

test.each([
  'Resolved status for the CPU alert',
  'Status page says the problem is fixed',
  'The incident is not resolved',
  'it grows until it hits 100%, then problems begin.',
  'the logs around the start of the outage (~13:30) are read',
  'The outage is reported on Slack',
  'Last failure occurred',
  'number of requests goes down from 500 to 70',
  'Initial mitigation efforts began:',
  'The incident will be resolved tomorrow',
])('no mark: %s', (text) => {
  expect(markEntries([text])).toEqual([[]])
})

test.each([
  ['PagerDuty alert `error-rate` fires', 'detected'],
  ['Monitoring detects errors', 'detected'],
  ['Alerts started firing', 'detected'],
  ['PagerDuty fires an alert and calls', 'detected'],
  ['First alert: 5xx rate above 5%', 'detected'],
  ['Full service restoration achieved.', 'resolved'],
  ['100% of traffic back online', 'resolved'],
])('told in a sentence: %s', (text, mark) => {
  expect(markEntries(['nothing of that', text])).toEqual([[], [mark]])
})

test('a sentence stands in where no phrase names the milestone, once', () => {
  expect(markEntries(['the site goes down', 'the site goes down again'])).toEqual([['impact-start'], []])
  expect(markEntries(['the site goes down', 'Outage begins'])).toEqual([[], ['impact-start']])
})
