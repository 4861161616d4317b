import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../repository.mjs'
import { tallyBrowserTests } from './browserTests.mjs'
import { tallyUnitTests } from './unitTests.mjs'

const file = (status: string, ...tests: [status: string, fullName: string][]) => ({
  name: join(root, 'a.test.ts'),
  status,
  assertionResults: tests.map(([each, fullName]) => ({ status: each, fullName })),
})

test('unit tests are counted one by one, and what is skipped is named', () => {
  const report = { testResults: [file('failed', ['passed', 'one'], ['failed', 'two'], ['pending', 'three'], ['todo', 'four'])] }
  expect(tallyUnitTests(report, false)).toEqual({
    passed: 1,
    failures: ['a.test.ts: two'],
    skipped: ['a.test.ts: three', 'a.test.ts: four'],
    flaky: [],
  })
})

test('a test file that does not load is a failure', () => {
  expect(tallyUnitTests({ testResults: [file('failed')] }, false).failures).toEqual([
    'a.test.ts: did not load, or failed outside its tests',
  ])
})

test('an error outside all tests is a failure, though every test passed', () => {
  expect(tallyUnitTests({ testResults: [file('passed', ['passed', 'one'])] }, false)).toMatchObject({
    passed: 1,
    failures: [expect.stringContaining('outside all tests')],
  })
})

test('a runner that ends without a report has failed', () => {
  expect(tallyUnitTests(null, false).failures).toHaveLength(1)
  expect(tallyBrowserTests(null, false).failures).toHaveLength(1)
})

test('browser tests are found at every depth, and named by their path', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] })
  const suites = [
    {
      title: 'a.spec.ts',
      specs: [spec('one', 'expected')],
      suites: [{ title: 'inner', specs: [spec('two', 'unexpected'), spec('three', 'skipped'), spec('four', 'flaky')] }],
    },
  ]
  expect(tallyBrowserTests({ suites, errors: [] }, false)).toEqual({
    passed: 2,
    failures: ['a.spec.ts > inner > two'],
    skipped: ['a.spec.ts > inner > three'],
    flaky: ['a.spec.ts > inner > four'],
  })
})
