import { expect, test } from 'vitest'
import { questionsForCauses } from './questionsForCauses.ts'

const asks = (text: string, names: string[] = ['Ben Okri', 'Mark', 'Ana']) =>
  questionsForCauses(
    [
      { id: 'a', text },
      { id: 'b', text: 'The alert was misconfigured' },
    ],
    names,
  ).map(({ cause, is }) => [cause, is])

test('one cause alone is asked for company, two are not', () => {
  expect(questionsForCauses([{ id: 'a', text: 'Versions that do not fit' }], []).map(({ is }) => is)).toEqual(['lonely'])
  expect(
    questionsForCauses(
      [
        { id: 'a', text: 'Versions that do not fit' },
        { id: 'b', text: ' ' },
      ],
      [],
    ).map(({ is }) => is),
  ).toEqual(['lonely'])
  expect(asks('Versions that do not fit')).toEqual([])
  expect(questionsForCauses([], [])).toEqual([])
})

test.each([
  'Operator error',
  'It was human error',
  'Ana made a mistake in the flag',
  'Someone forgot the second region',
  'They fat-fingered the host',
  'Lack of attention',
])('“%s” ends at a person', (text) => expect(asks(text)).toEqual([['a', 'human-error']]))

test.each(['Ben did not know the cluster', 'The lock that Ana took', 'Ben Okri’s laptop held the key'])(
  '“%s” names a person',
  (text) => expect(asks(text)).toEqual([['a', 'names-person']]),
)

test.each([
  'The job returned an error that nobody could see',
  'The container failed to start',
  'The benchmark host was shared',
  'An error budget of 0.1 %',
  'Mark and sweep took four seconds',
  'Health checks had never been tested',
  'The java process writes its logs synchronously',
  'Incompatible versions of docker and docker-compose',
])('“%s” is silent', (text) => expect(asks(text)).toEqual([]))

test('a name is a name only as a whole word in its own case', () => {
  expect(asks('the analysis of ben.example.org', ['Ana', 'Ben'])).toEqual([])
})
