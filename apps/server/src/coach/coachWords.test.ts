import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from '../settings.ts'
import { newFolder } from '../testing/openTestServer.ts'
import { trapLabels } from './coachWords.ts'

const docs = readFileSync(fileURLToPath(new URL('../../../../docs/settings.md', import.meta.url)), 'utf8')

async function fileWith(text: string): Promise<string> {
  const path = join(await newFolder(), 'words.json')
  await writeFile(path, text)
  return path
}

async function faultsOf(text: string): Promise<string> {
  const COACH_WORDS_FILE = await fileWith(text)
  try {
    readSettings({ COACH_WORDS_FILE })
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.join('\n')
    throw error
  }
  return 'no fault'
}

test('without a file there are no words, and that is no fault', () => {
  expect(readSettings({}).coachWords).toBeUndefined()
})

test('the example of docs/settings.md is one, and its list of traps is ours', async () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(docs) ?? []
  expect(readSettings({ COACH_WORDS_FILE: await fileWith(`\uFEFF${example}`) }).coachWords).toEqual(JSON.parse(example))
  const [, named = ''] = /^- `extraWords`: (.*)$/m.exec(docs) ?? []
  expect([...named.matchAll(/`([a-z_]+)`/g)].map(([, label]) => label)).toEqual([...trapLabels])
})

test('either part may be left out; spaces around a phrase do not count', async () => {
  const read = async (text: string) => readSettings({ COACH_WORDS_FILE: await fileWith(text) }).coachWords
  expect(await read('{}')).toEqual({ allow: [], extraWords: [] })
  expect(await read('{"allow": [" human error budget "]}')).toEqual({ allow: ['human error budget'], extraWords: [] })
})

describe('a wrong file stops the start and says which entry is wrong', () => {
  test.each([
    ['{', 'must be a file of valid JSON'],
    ['[]', 'the file must be an object with nothing but "allow" and "extraWords"'],
    ['{"add": []}', 'the file must be an object with nothing but "allow" and "extraWords"'],
    ['{"allow": "x"}', 'allow must be a list'],
    ['{"allow": ["fine", 7]}', 'allow[1] must be a phrase in quotation marks'],
    ['{"allow": ["..."]}', 'allow[0] must have a word in it'],
    [`{"allow": ["${'x'.repeat(101)}"]}`, 'allow[0] must have at most 100 characters'],
    [JSON.stringify({ allow: Array(201).fill('x') }), 'allow must have at most 200 entries'],
    ['{"extraWords": ["cowboy"]}', 'extraWords[0] must be an object such as'],
    ['{"extraWords": [{"phrase": "a|b", "trap": "judgement"}]}', 'extraWords[0].phrase must be plain words'],
    ['{"extraWords": [{"phrase": "x", "trap": "judgement", "why": "y"}]}', 'extraWords[0] must be an object such as'],
    ['{"extraWords": [{"phrase": "x", "trap": "judgment"}]}', 'extraWords[0].trap must be one of counterfactual, hindsight'],
  ])('%s', async (text, fault) => {
    expect(await faultsOf(text)).toContain('COACH_WORDS_FILE ')
    expect(await faultsOf(text)).toContain(fault)
  })

  test('all of them at once, and nothing that stands in the file', async () => {
    const faults = await faultsOf('{"allow": ["", "!secret"], "extraWords": [{"phrase": "x", "trap": "secret"}]}')
    for (const place of ['allow[0]', 'allow[1]', 'extraWords[0].trap']) expect(faults).toContain(place)
    expect(faults).not.toContain('secret')
  })

  test('one that is not there', () => {
    expect(() => readSettings({ COACH_WORDS_FILE: '/nowhere/words.json' })).toThrow('must be a file that this user may read')
  })
})
