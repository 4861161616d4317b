import { expect, test } from 'vitest'
import { saysHumanError } from './causes/humanError.ts'
import { definitionNotes } from './definitionNotes.ts'
import { prompts } from './prompts.ts'
import { traps } from './traps/traps.ts'

const said = [
  ...traps.flatMap((trap) => [trap.why, ...trap.askInstead]),
  ...Object.values(prompts.phases).flat(),
  ...Object.values(prompts.kinds).flat(),
  ...prompts.room,
  ...definitionNotes,
]

test('no sentence stands twice: the ticks of asked prompts go by the sentence', () => {
  const asked = [...Object.values(prompts.phases).flat(), ...Object.values(prompts.kinds).flat()]
  expect(new Set(asked).size).toBe(asked.length)
})

test('what we say keeps our own rules', () => {
  for (const sentence of said) {
    expect(sentence).not.toMatch(/\bwhy (?:did|didn['’]t) you\b|\bshould(?:n['’]t)? have\b|\bif only\b/i)
    expect(sentence).toBe(sentence.trim())
    expect(sentence).not.toMatch(/['"]/)
  }
})

test('a question about human error doesn’t itself say it', () => {
  expect(said.filter(saysHumanError)).toEqual([])
})
