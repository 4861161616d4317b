import { beforeAll, expect, test } from 'vitest'
import { inspect } from '../testing/plant.ts'

const refused: readonly (readonly [css: string, rule: string])[] = [
  ['.a { color: #c0ffee; }', 'color-no-hex'],
  ['.a { background: linear-gradient(red, var(--ink)); }', 'color-named'],
  ['.a { border: 0 solid rgb(1 2 3); }', 'function-disallowed-list'],
  ['.a { padding: var(--space-2) 12px; }', 'declaration-property-value-disallowed-list'],
  ['.a { margin-block-start: -0.5rem; }', 'declaration-property-value-disallowed-list'],
  ['.a { font-size: 13px; }', 'declaration-property-value-disallowed-list'],
  ['.a { text-align: left; }', 'declaration-property-value-disallowed-list'],
  ['.a { color: var(--inc); }', 'no-unknown-custom-properties'],
  ['.a { color: var(--ink) !important; }', 'declaration-no-important'],
  ['#a { color: var(--ink); }', 'selector-max-id'],
  ['.a { margin-left: var(--space-2); }', 'property-disallowed-list'],
]

const fine = [
  '.a { color: currentColor; background: transparent; }',
  '.a { margin: 0 auto; inline-size: 50%; padding: var(--space-2) calc(-1 * var(--space-2)); font-size: var(--text-s); }',
]

const fileOf = (css: string) => `apps/web/src/room/case${[...refused.map(([each]) => each), ...fine].indexOf(css)}.module.css`

let complaints: string[] = []
beforeAll(async () => {
  const output = await inspect('stylelint', ['apps/**/*.css', '--formatter', 'unix'], '.stylelintrc.json', {
    'apps/web/src/design/tokens.css': ':root { --ink: #123456; --space-2: 0.5rem; --text-s: 0.8rem; }',
    ...Object.fromEntries([...refused.map(([css]) => css), ...fine].map((css) => [fileOf(css), css])),
  })
  complaints = output.split('\n')
})

const complaintsAbout = (path: string) => complaints.filter((line) => line.includes(`${path}:`)).join('\n')

test.each(refused)('%s is refused', (css, rule) => {
  expect(complaintsAbout(fileOf(css))).toContain(rule)
})

test.each(fine)('%s passes', (css) => {
  expect(complaintsAbout(fileOf(css))).toBe('')
})

test('design/ is where raw values live', () => {
  expect(complaintsAbout('apps/web/src/design/tokens.css')).toBe('')
})
