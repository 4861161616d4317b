import { describe, expect, test } from 'vitest'
import { saysHumanError } from './humanError.ts'
import { namedPerson } from './namedPerson.ts'
import { questionsForCauses } from './questionsForCauses.ts'

function ask(texts: readonly string[], names: readonly string[] = []) {
  return questionsForCauses(
    texts.map((text, index) => ({ id: `c${index}`, text })),
    names,
  ).map(({ cause, is }) => (cause === null ? is : `${cause} ${is}`))
}

describe('a cause that stands alone', () => {
  test('is asked for company, and no longer once it has some', () => {
    expect(ask([])).toEqual([])
    expect(ask(['Two versions had never met'])).toEqual(['lonely'])
    expect(ask(['Two versions had never met', 'Logs are written synchronously'])).toEqual([])
  })

  test('lines without words don’t count', () => {
    expect(ask(['', '  \n'])).toEqual([])
    expect(ask(['', 'Two versions had never met'])).toEqual(['lonely'])
  })
})

test('each cause is asked at most once, the error before the name', () => {
  expect(ask(['Ben forgot to pin the version', 'Ben pinned the version', 'The version was not pinned'], ['Ben'])).toEqual([
    'c0 human-error',
    'c1 names-person',
  ])
})

test('the question says the name as the text does', () => {
  const [question] = questionsForCauses(
    [
      { id: 'a', text: 'Ben changed the policy by hand' },
      { id: 'b', text: 'x' },
    ],
    ['Ben Okafor'],
  )
  expect(question?.question).toMatch(/in Ben’s place/)
})

describe('human error', () => {
  test.each([
    'Root cause: operator error.',
    'Operator error',
    'Ana made a mistake in the flag',
    'They fat-fingered the host',
    'Human error during the deploy',
    'It was a human mistake',
    'User error',
    'Somebody fat-fingered the host name',
    'fat finger',
    'An engineer accidentally dropped the table',
    'We forgot the second region',
    'The on-call engineer made a mistake',
    'He wasn’t careful enough',
    'Lack of attention during the hand-over',
    'Due to an oversight the flag stayed on',
    'The database was removed by accident',
    'This was a mistake in setting up the pool',
  ])('%s', (text) => {
    expect(saysHumanError(text)).toBe(true)
  })

  test.each([
    // The causes of the founding text’s own example.
    'Incompatible versions of docker and docker-compose caused stdout to stop accepting input after a certain number of bytes were received',
    'The java process writes logs synchronously',
    'We never test this service in docker compose except in production',
    'Alerts were misconfigured, so we did not know when instances failed their healthchecks',
    // Machines err.
    'The job returned an error',
    'The container failed to start',
    'An error budget of 0.1 %',
    'Health checks had never been tested',
    'The service failed and the health check made an error of one second',
    'The patch inadvertently disabled caching',
    'The job was wrongly marked green',
    'The error rate went up to 40 %',
    'Manual failover took ten minutes',
    'The client retries on user errors like 404; user error codes are not logged',
    // Said to be none, or said by somebody else.
    'This was not human error',
    'Several things at once rather than human error',
    'The status page said “operator error” for an hour',
    'The log says "user error"',
    'Nothing forces the two configurations to agree',
  ])('nothing is asked about: %s', (text) => {
    expect(saysHumanError(text)).toBe(false)
  })
})

describe('a name', () => {
  test.each([
    ['Ben changed the policy', ['Ben'], 'Ben'],
    ['The policy that Ben’s script sets', ['Ben'], 'Ben'],
    ['Only Ada Lovelace knew', ['Ada Lovelace'], 'Ada Lovelace'],
    ['Only Ada knew', ['Ada Lovelace'], 'Ada'],
    ['Only Ada knew', ['ada'], 'Ada'],
    ['It was up to Will to approve', ['Will'], 'Will'],
    ['The key was with Zoë (on leave)', ['Zoë'], 'Zoë'],
    ['批准人是 李雷', ['李雷'], '李雷'],
  ])('in “%s”', (text, names, found) => {
    expect(namedPerson(text, names)).toBe(found)
  })

  test.each([
    ['The benchmark runs nightly', ['Ben']],
    ['Bench and Benford', ['Ben']],
    ['the analysis of it', ['Ana']],
    ['ben.example.com was slow', ['Ben']],
    ['it will retry for ever', ['Will']],
    ['Will not restart after a full disk. Will hang.', ['Will']],
    ['Mark and sweep paused for 4 s', ['Mark']],
    ['Broken since May 2024, seen in May', ['May']],
    ['The team was small', ['The Facilitator', 'Team', 'a']],
    ['Support had no access', ['Support']],
    ['Nothing here', ['', ' ', '(.*)', '\\', 'x'.repeat(200)]],
  ])('is none in “%s”', (text, names) => {
    expect(namedPerson(text, names)).toBeNull()
  })
})
