import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileNameOf } from './fileName.ts'

function named(title: string, incidentDate: string | null = '2018-02-10'): string {
  const details = { title, incidentDate } as Parameters<typeof fileNameOf>[0]['details']
  return fileNameOf({ details }, 'md')
}

test.each([
  ['Visual Guide outage', '2018-02-10-visual-guide-outage.md'],
  ['Störung: Zahlungen – Café №5', '2018-02-10-storung-zahlungen-cafe-no5.md'],
  ['../../etc/passwd', '2018-02-10-etc-passwd.md'],
  ['障害', '2018-02-10-postmortem.md'],
  ['', '2018-02-10-postmortem.md'],
])('%j is %s', (title, expected) => {
  expect(named(title)).toBe(expected)
})

test('without a date the title stands alone', () => {
  expect(named('Outage', null)).toBe('outage.md')
})

test('no title makes a name that a file system or a header would read otherwise', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => /^[a-z0-9-]{1,100}\.md$/.test(named(title))))
})
