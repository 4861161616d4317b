import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Field } from './finding.ts'
import { findings } from './findings.ts'

const path = join(import.meta.dirname, '../../../../../shared/source/conducting-blameless-postmortems.txt')
const source = existsSync(path) ? readFileSync(path, 'utf8').replace(/\s+/g, ' ') : null

/** Whether the founding text says so; where it is not at hand, our copy of the sentence is believed. */
function says(sentence: string): boolean {
  return source === null || source.includes(sentence)
}

describe('the sample review of the founding text raises nothing', () => {
  const review: readonly (readonly [Field, string])[] = [
    ['summary', 'All instances of the web server stopped responding to requests for approximately 1 hour'],
    ['summary', 'Users were unable to view most pages on the Visual Guide for 1 hour'],
    [
      'cause',
      'Incompatible versions of docker and docker-compose caused stdout to stop accepting input after a certain number of bytes were received',
    ],
    ['cause', 'The java process writes logs synchronously'],
    ['cause', 'We never test this service in docker compose except in production'],
    ['cause', 'Alerts were misconfigured, so we did not know when instances failed their healthchecks'],
    ['timeline', 'Turned on instance termination for failed healthchecks'],
    ['timeline', 'Pinned docker-compose and docker versions in ansible deployment scripts'],
    ['recommendation', 'Support docker-compose in staging'],
    ['recommendation', 'Fix and test health check alarms'],
    ['lesson', 'Changing healtcheck failure behavior to instance termination quickly made system stable'],
    ['lesson', "We don't have a staging environment that matches production for this service"],
    ['lesson', 'We never tested alerting, so we relied on users to report failures'],
    ['lesson', 'Internal user discovered this before public launch'],
    ['timeline', 'last instance becomes unavailable'],
    ['timeline', 'Graham messages in #software that he cannot access Visual Guide'],
    ['timeline', 'Gabe tests and confirms he cannot either'],
    ['timeline', 'Ben changes healthcheck failure policy to Terminate Instance'],
    ['timeline', 'Ben deploys new AMI with docker and docker-compose versions pinned'],
    ['timeline', 'James powered off the main fooserver'],
    ['recommendation', 'Reduce 99th percentile response times to 50 ms'],
  ]
  test.each(review)('%s: %s', (field, sentence) => {
    expect(says(sentence)).toBe(true)
    expect(findings(sentence, { field })).toEqual([])
  })
})

describe('its traps each raise the right one', () => {
  const examples: readonly (readonly [Field, string, string])[] = [
    ['cause', 'you rolled back instead of trying to push out a hotfix', 'counterfactual'],
    ['cause', 'You did x, but this Confluence page says to do Y', 'counterfactual'],
    ['cause', "you should've seen it coming!", 'hindsight'],
    ['cause', 'I know the cause and I can sift through the data to prove it', 'cherry_picking'],
    ['cause', 'operator error', 'human_error'],
    ['cause', 'human error', 'human_error'],
    ['cause', 'this was their fault because they pulled the lever', 'judgement'],
    ['cause', "Ben's lack of knowledge around Kubernetes", 'judgement'],
    ['cause', 'An engineer powered down the main fooserver', 'anonymised_actor'],
    ['cause', 'The main fooserver was powered down', 'anonymised_actor'],
    ['recommendation', "take away Richard's production access", 'exhortation'],
    ['recommendation', 'make Richard get approval whenever he wants to reboot a server for a while', 'exhortation'],
    ['recommendation', 'Tell them not to do that anymore', 'exhortation'],
    ['recommendation', 'Improve performance', 'vague_action'],
  ]
  test.each(examples)('%s: %s', (field, sentence, trap) => {
    expect(says(sentence)).toBe(true)
    expect(findings(sentence, { field }).map((finding) => finding.trap)).toContain(trap)
  })
})
