import fc from 'fast-check'
import { expect, test } from 'vitest'
import { facilitatorTies } from './facilitatorTies.ts'

const rowsNaming = (facilitator: string, ...texts: string[]) =>
  facilitatorTies(
    { facilitator, incidentLead: '' },
    texts.map((text, index) => ({ id: String(index), text })),
  ).rows

test.each([
  ['Gabe', 'Gabe', true],
  [' gabe ', 'GABE', true],
  ['Gabe', 'Gabe Miller', true],
  ['Gabe Miller', 'Gabe', true],
  ['Gabe Miller', 'Gabe Novak', false],
  ['Zoë', 'ZOE\u0308', true],
  ['Remy', 'Gabe', false],
  ['', '', false],
  ['', 'Gabe', false],
  ['Gabe', '', false],
])('“%s” facilitates and “%s” led: the same person is %s', (facilitator, incidentLead, isLead) => {
  expect(facilitatorTies({ facilitator, incidentLead }, []).isLead).toBe(isLead)
})

test.each([
  ['Ana', 'ana restarts it', true],
  ['Ana', 'Ana’s deploy', true],
  ['Ana', '@ana: looking', true],
  ['Ana', 'Analysis of the logs', false],
  ['Ana', 'Diana restarts it', false],
  ['Ana', 'ana_bot posts', false],
  ['Ana Novak', 'Ana looks', true],
  ['Ana Novak', 'ANA  NOVAK looks', true],
  ['Ana Novak', 'Novak looks', false],
  ['李', '李 looks', false], // one letter alone is too little to go by
  ['李娜', '问李娜, 她知道', false], // and without spaces nobody can tell where a word ends
  ['李娜', '李娜: looking', true],
  ['J.', 'J. looks', true],
  ['A', 'A page goes out', false],
])('“%s” in “%s” is %s', (facilitator, text, isNamed) => {
  expect(rowsNaming(facilitator, text)).toEqual(isNamed ? ['0'] : [])
})

test('any name and any text are only searched, never taken for a pattern', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 80 }), (name, text) => {
      expect(rowsNaming(name, text).length).toBeLessThanOrEqual(1)
    }),
  )
  expect(rowsNaming('.*', 'anything')).toEqual([])
})
