import { beforeAll, expect, test } from 'vitest'
import { inspect } from '../testing/plant.ts'

const refused: readonly (readonly [what: string, rule: string, path: string, code: string])[] = [
  [
    'a promise left alone',
    'no-floating-promises',
    'apps/server/src/a.ts',
    'async function save() {}\nexport function go() {\n  save()\n}',
  ],
  [
    'a switch that forgets a case',
    'switch-exhaustiveness-check',
    'apps/server/src/b.ts',
    "type Side = 'a' | 'b'\nexport function is(side: Side) {\n  switch (side) {\n    case 'a':\n      return 1\n  }\n  return 0\n}",
  ],
  ['any', 'no-explicit-any', 'apps/server/src/c.ts', 'export function parse(text: string): any {\n  return text\n}'],
  ['a default export', 'no-default-export', 'apps/server/src/d.ts', 'export default 1'],
  ['the big zod', 'no-restricted-imports', 'apps/server/src/e.ts', "import { z } from 'zod'\nexport const name = z.string()"],
  ['an empty catch', 'no-empty', 'apps/server/src/f.ts', 'export function go() {\n  try {\n    JSON.parse("")\n  } catch {}\n}'],
  ['the clock in a pure package', 'no-restricted-properties', 'packages/meeting/src/g.ts', 'export const now = () => Date.now()'],
  ['the network in a pure package', 'no-restricted-globals', 'packages/coach/src/h.ts', 'export const ask = () => fetch("/")'],
  ['a circle', 'no-cycle', 'apps/server/src/i.ts', "import { other } from './j.ts'\nexport const own = () => other"],
  [
    'the other half of a circle',
    'no-cycle',
    'apps/server/src/j.ts',
    "import { own } from './i.ts'\nexport const other = () => own",
  ],
  [
    'a hook behind a condition',
    'rules-of-hooks',
    'apps/web/src/K.tsx',
    "import { useState } from 'react'\nexport function K({ on }: { on: boolean }) {\n  if (on) useState(0)\n  return null\n}",
  ],
  ['an image without words', 'alt-text', 'apps/web/src/L.tsx', 'export function L() {\n  return <img src="a.png" />\n}'],
  [
    'a button that submits by accident',
    'button-has-type',
    'apps/web/src/M.tsx',
    'export function M() {\n  return <button>Save</button>\n}',
  ],
]

const fine = {
  'apps/server/src/fine.ts': 'export function twice(n: number) {\n  return n * 2\n}',
  'packages/meeting/src/fine.test.ts': 'export const now = () => Date.now()',
}

let complaints: string[] = []
beforeAll(async () => {
  const output = await inspect('oxlint', ['--type-aware', '--format', 'unix'], '.oxlintrc.json', {
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "ESNext", "moduleResolution": "Bundler", "target": "ES2022", "allowImportingTsExtensions": true, "noEmit": true } }',
    ...Object.fromEntries(refused.map(([, , path, code]) => [path, code])),
    ...fine,
  })
  complaints = output.split('\n')
  if (!output.includes('problem')) throw new Error(`The linter did not run to its end. It printed:\n${output}`)
})

test.each(refused)('%s is refused (%s)', (_what, rule, path) => {
  expect(complaints.filter((line) => line.startsWith(path)).join('\n')).toContain(rule)
})

test.each(Object.keys(fine))('%s passes', (path) => {
  expect(complaints.filter((line) => line.startsWith(path))).toEqual([])
})
