import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { describeSettings, notAvailableYet, readSettings, SettingsError } from './settings.ts'

describe('settings', () => {
  test('nothing set gives the documented defaults', () => {
    expect(readSettings({})).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: './data', demo: false, logLevel: 'warn' })
    expect(readSettings({}).publicUrl).toBeUndefined()
  })

  test('an empty value counts as not set', () => {
    expect(readSettings({ PORT: '', PUBLIC_URL: ' ' })).toEqual(readSettings({}))
  })

  test('every wrong setting is named in one message, without its value', () => {
    const wrong = { PORT: 'abc', PUBLIC_URL: 'https://x.org/path', SECOND_STORY_DEMO: 'yes', REDIS_URL: 'redis://user:secret@x' }
    const message = faultsOf(wrong)
    for (const [variable, value] of Object.entries(wrong)) {
      expect(message).toContain(variable)
      expect(message).not.toContain(value)
    }
  })

  test.each(notAvailableYet)('%s is recognised and refused, never ignored', (variable) => {
    expect(faultsOf({ [variable]: 'something' })).toContain(`${variable} is set`)
  })

  test.each(['0.5', '-1', '65536', '1e3', '0x10'])('PORT %s is refused', (port) => {
    expect(faultsOf({ PORT: port })).toContain('PORT must be a whole number from 0 to 65535')
  })

  test.each([
    ['https://review.example.org/', 'https://review.example.org'],
    ['http://10.0.0.2:8080', 'http://10.0.0.2:8080'],
  ])('PUBLIC_URL %s is read as the origin %s', (given, origin) => {
    expect(readSettings({ PUBLIC_URL: given }).publicUrl).toBe(origin)
  })

  test('docs/settings.md lists every setting with its default', () => {
    const docs = readFileSync(fileURLToPath(new URL('../../../docs/settings.md', import.meta.url)), 'utf8')
    for (const { variable, byDefault } of describeSettings()) {
      expect(docs).toContain(`| \`${variable}\` | ${byDefault === '' ? '' : `\`${byDefault}\` `}|`)
    }
    for (const variable of notAvailableYet) expect(docs).toContain(`\`${variable}\``)
    const documented = [...docs.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, variable]) => variable)
    expect(new Set(documented)).toEqual(new Set(describeSettings().map(({ variable }) => variable)))
  })
})

function faultsOf(environment: Record<string, string>): string {
  try {
    readSettings(environment)
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  return 'no fault'
}
