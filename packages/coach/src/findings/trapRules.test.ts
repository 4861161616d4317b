import { describe, expect, test } from 'vitest'
import { trapLabels } from './finding.ts'
import { findings } from './findings.ts'
import type { Example } from './rule.ts'
import { trapRules } from './trapRules.ts'

function read(example: Example) {
  const [field, text] = typeof example === 'string' ? (['cause', example] as const) : example
  return { text, found: findings(text, { field }) }
}

test('each label has its trap, in the order of the labels', () => {
  expect(trapRules.map(({ label }) => label)).toEqual([...trapLabels])
})

describe.each(trapRules)('$label', ({ label, examples, why, definition }) => {
  test.each(examples.found.map((example) => [example] as const))('is found in %j', (example) => {
    const { found } = read(example)
    expect(found.map(({ trap }) => trap)).toContain(label)
  })

  test.each(examples.silent.map((example) => [example] as const))('nothing at all is found in %j', (example) => {
    const { text, found } = read(example)
    expect(found.map(({ trap, start, end }) => `${trap}: ${text.slice(start, end)}`)).toEqual([])
  })

  test('says why in one sentence, and what it is in another', () => {
    for (const sentence of [why, definition]) {
      expect(sentence).toMatch(/^[\p{Lu}“].*\.$/u)
      expect(sentence.length).toBeLessThan(180)
    }
  })
})
