import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fields } from './finding.ts'
import { findings } from './findings.ts'
import { clean, trapped } from './testing/sentences.ts'

const sentences = [...trapped, ...clean]

/** Pieces that rules begin with, punctuation that opens silence, and other writing: what is most likely to trip over itself. */
const shards = fc.oneof(
  fc.constantFrom(...sentences.map(([, text]) => text)),
  fc.constantFrom(
    'should have',
    'if we had',
    'was',
    'accidentally',
    'by mistake',
    '“',
    '”',
    '"',
    "'",
    '`',
    '```\n',
    '\n',
    '> ',
    '<x> ',
    '. ',
    '…',
    ' ',
    '’',
  ),
  fc.constantFrom(
    'an engineer',
    'nobody',
    'obviously',
    'lack of',
    'instead of',
    'a b@c.de',
    'https://',
    '//',
    '10:02',
    'ERROR',
    '🙂',
    '漢字',
    '\u0301',
    '\u200d',
  ),
  fc.string({ maxLength: 12 }),
)
const text = fc.array(shards, { maxLength: 30 }).map((parts) => parts.join(''))
const field = fc.constantFrom(...fields)

describe('whatever people type', () => {
  test('findings begin and end with a word inside of the text, in order, and say something', () => {
    fc.assert(
      fc.property(text, field, (written, where) => {
        let last = 0
        for (const { start, end, why, ask, rewording } of findings(written, { field: where })) {
          expect(start).toBeGreaterThanOrEqual(last)
          last = start
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(written.length)
          expect(written.slice(start, end)).toMatch(/^[\p{L}\p{N}@_].*[\p{L}\p{N}\p{M}_]$|^[\p{L}\p{N}]$/su)
          expect(written.slice(start - 1, start)).not.toMatch(/\p{L}/u)
          expect(written.slice(end, end + 1)).not.toMatch(/\p{L}/u)
          expect(why).toMatch(/\.$/)
          expect(ask).toMatch(/\?\)?$|\.\)$/)
          if (rewording !== undefined) {
            expect(rewording.start).toBeGreaterThanOrEqual(0)
            expect(rewording.end).toBeLessThanOrEqual(written.length)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  test('a quotation or code behind a finding is no part of it', () => {
    for (const tail of ['```', ' `limit`', ' “plain”']) {
      const written = `The failure was entirely predictable${tail}`
      const [finding] = findings(written, { field: 'cause' })
      expect(written.slice(finding?.start, finding?.end)).toBe('was entirely predictable')
    }
  })

  test.each(['https://example.com/human-error/should-have-known', 'www.example.com/x', '/var/log/nginx/error.log'])(
    'a sentence that ends with an address ends there: %s',
    (address) => {
      const blame = 'Somebody from the storage team should have been in the room.'
      const alone = findings(blame, { field: 'timeline' })
      expect(alone.map(({ trap }) => trap)).toContain('counterfactual')
      const before = `Look at ${address}. `
      const among = findings(before + blame, { field: 'timeline' })
      expect(among.map(({ trap, start }) => [trap, start])).toEqual(alone.map(({ trap, start }) => [trap, start + before.length]))
    },
  )

  test('a sentence has the same findings whatever stands around it', () => {
    const whole = sentences.filter(([, each]) => /[.?]$/.test(each))
    const some = fc.array(fc.constantFrom(...whole.map(([, each]) => each)), { maxLength: 4 })
    fc.assert(
      fc.property(
        some,
        fc.constantFrom(...whole),
        some,
        fc.constantFrom(' ', '\n', '\n\n', '  '),
        field,
        (before, [, sentence], behind, gap, where) => {
          const alone = findings(sentence, { field: where })
          const offset = before.length === 0 ? 0 : before.join(gap).length + gap.length
          const among = findings([...before, sentence, ...behind].join(gap), { field: where }).filter(
            ({ start, end }) => start >= offset && end <= offset + sentence.length,
          )
          expect(among).toEqual(
            alone.map(({ rewording, ...finding }) => ({
              ...finding,
              start: finding.start + offset,
              end: finding.end + offset,
              ...(rewording === undefined
                ? {}
                : { rewording: { ...rewording, start: rewording.start + offset, end: rewording.end + offset } }),
            })),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  test.each([
    'we should have ',
    'if we had ',
    'was accidentally ',
    'an engineer in ',
    'new rule was merged ',
    'was very ',
    'very '.repeat(20),
    '(',
    '“',
    '"',
    "'a ",
    '`',
    '```\n',
    'a/b/',
    'http:',
    '. ',
    ', and ',
    '10:02 a ',
    'a@',
    'a-',
    '<a',
    "'",
    '@_',
  ])('the time grows with the length, not faster: %j', (piece) => {
    const short = piece.repeat(Math.ceil(10_000 / piece.length))
    const timeOf = (written: string) => {
      const began = performance.now()
      findings(written, { field: 'cause' })
      return performance.now() - began
    }
    // Others work on the same machine: the best of up to a dozen runs counts, and a square is slow in all of them.
    let [once, eightfold] = [Infinity, Infinity]
    const isSlow = () => !(eightfold < Math.max(once, 5) * 28)
    for (let run = 0; run < 3 || (run < 12 && isSlow()); run += 1) {
      once = Math.min(once, timeOf(short))
      eightfold = Math.min(eightfold, timeOf(short.repeat(8)))
    }
    // Eight times the text may take eight times as long; twenty-fold, on a busy machine. A square would be sixty-four.
    expect(eightfold).toBeLessThan(Math.max(once, 5) * 28)
  })
})

test('sentences of our own that the rules were not made from', () => {
  const heard = trapped.filter(([where, each]) => findings(each, { field: where }).length > 0)
  const alarms = clean.filter(([where, each]) => findings(each, { field: where }).length > 0)
  expect(alarms).toEqual([])
  expect(heard.length / trapped.length).toBeGreaterThan(0.9)
})

test.each([
  ['Jo accidentally dropped the table.', 'Jo dropped the table.'],
  ['Obviously, the limit was too low.', 'The limit was too low.'],
  ['In retrospect, the lease was too long.', 'The lease was too long.'],
  ['We failed to tell support.', 'We did not tell support.'],
  ['She forgot to drain the node.', 'She did not drain the node.'],
])('the rewording takes the verdict out and leaves the facts: %s', (written, reworded) => {
  const [rewording] = findings(written, { field: 'cause' }).flatMap((finding) => finding.rewording ?? [])
  expect(rewording).toBeDefined()
  if (rewording === undefined) return
  expect(written.slice(0, rewording.start) + rewording.text + written.slice(rewording.end)).toBe(reworded)
  expect(findings(reworded, { field: 'cause' })).toEqual([])
})

describe('what can be set', () => {
  const text = 'We should have known: it was operator error.'
  const trapsIn = (written: string, more: Omit<Parameters<typeof findings>[1], 'field'>) =>
    findings(written, { field: 'cause', ...more }).map(({ trap }) => trap)

  test('only the traps that are wanted', () => {
    expect(trapsIn(text, { traps: ['human_error'] })).toEqual(['human_error'])
    expect(trapsIn(text, { traps: [] })).toEqual([])
  })

  test('words that the organisation allows, as whole words in any case', () => {
    expect(trapsIn('The Operator Error console crashed: operator error 7.', { allow: ['operator error'] })).toEqual([])
    expect(trapsIn(text, { allow: ['tor err', ' '] })).toContain('human_error')
  })

  test('words that the organisation adds', () => {
    const extraWords = [
      { phrase: 'cowboy deploy', trap: 'judgement' },
      { phrase: '***', trap: 'judgement' },
    ] as const
    expect(trapsIn('It was a cowboy deploy.', { extraWords })).toEqual(['judgement'])
    expect(trapsIn('It was a cowboy deploy.', { extraWords, traps: ['hindsight'] })).toEqual([])
    expect(trapsIn('It was a deploy.', { extraWords })).toEqual([])
  })

  test('other languages are silent, by their name and by their words', () => {
    expect(trapsIn(text, { language: 'de' })).toEqual([])
    expect(trapsIn(text, { language: 'en-GB' })).not.toEqual([])
    expect(trapsIn('Die Ursache war ein human error, und das ist nicht gut.', {})).toEqual([])
  })
})
