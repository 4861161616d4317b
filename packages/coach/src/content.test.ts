import { expect, test } from 'vitest'
import { saysHumanError } from './causes/humanError.ts'
import { definitionNotes } from './definitionNotes.ts'
import { findings } from './findings/findings.ts'
import { trapRules } from './findings/trapRules.ts'
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

test('what we say falls into none of our traps', () => {
  const explained = trapRules.map(({ why }) => why)
  for (const sentence of [...said, ...explained]) {
    for (const field of ['cause', 'lesson', 'timeline'] as const) {
      expect(findings(sentence, { field }).map(({ trap, start, end }) => `${trap}: ${sentence.slice(start, end)}`)).toEqual([])
    }
  }
})

test('most of what a card says its trap sounds like is heard', () => {
  for (const { soundsLike } of traps) {
    const heard = soundsLike.filter(
      (sentence) => findings(sentence, { field: 'recommendation' }).length + findings(sentence, { field: 'timeline' }).length > 0,
    )
    expect(heard.length).toBeGreaterThanOrEqual(soundsLike.length - 1)
  }
})
