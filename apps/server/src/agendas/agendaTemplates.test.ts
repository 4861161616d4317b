import { readdir, readFile, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fullAgenda, shortAgenda } from '@second-story/meeting'
import { describe, expect, test } from 'vitest'
import { newFolder } from '../testing/openTestServer.ts'
import { openAgendaTemplates } from './agendaTemplates.ts'

const newPath = async () => join(await newFolder(), 'agendas.json')
const step = { phase: 'timeline', minutes: 5 } as const

test('what is saved is there for the next server, and nothing is left beside the file', async () => {
  const path = await newPath()
  const templates = openAgendaTemplates(path)
  expect(await templates.list()).toEqual([])
  await Promise.all([templates.save('Short', shortAgenda), templates.save('Full', fullAgenda), templates.save('short', [step])])
  expect(await openAgendaTemplates(path).list()).toEqual([
    { name: 'short', steps: [step] },
    { name: 'Full', steps: fullAgenda },
  ])
  expect(await templates.remove('SHORT')).toBe(true)
  expect(await templates.remove('short')).toBe(false)
  expect((await templates.list()).map(({ name }) => name)).toEqual(['Full'])
  expect(await readdir(dirname(path))).toEqual(['agendas.json'])
})

test('the example of docs/settings.md is one', async () => {
  const docs = readFileSync(fileURLToPath(new URL('../../../../docs/settings.md', import.meta.url)), 'utf8')
  const [, example = ''] = /```json\n(\{\n {2}"agendas"[\s\S]*?)```/.exec(docs) ?? []
  const path = await newPath()
  await writeFile(path, `\uFEFF${example}`)
  expect(await openAgendaTemplates(path).list()).toEqual(JSON.parse(example).agendas)
})

describe('a file that can’t be used is told by its place, and left as it is', () => {
  const agendas = (steps: unknown, name: unknown = 'A') => JSON.stringify({ agendas: [{ name, steps }] })
  test.each([
    ['{', 'must be a file of valid JSON'],
    ['[]', 'the file must be an object with nothing but "agendas"'],
    ['{"agendas": 1}', 'agendas must be a list'],
    [agendas([]), 'agendas[0].steps must have at least one phase'],
    [agendas([{ phase: 'retro', minutes: 5 }]), 'agendas[0].steps[0].phase must be one of opening'],
    [agendas([{ phase: 'draft', minutes: 5 }]), 'agendas[0].steps[0].phase must be one of opening'],
    [agendas([{ phase: 'causes', minutes: 601 }]), 'agendas[0].steps[0].minutes must be at most 600'],
    [agendas([{ phase: 'causes', minutes: 0.5 }]), 'agendas[0].steps[0].minutes must be a whole number'],
    [agendas([step, step]), 'agendas[0].steps must have each phase once'],
    [agendas([step], ''), 'agendas[0].name must not be empty'],
    [JSON.stringify({ agendas: ['a', 'A'].map((name) => ({ name, steps: [step] })) }), 'agendas must have each name once'],
  ])('%s', async (text, fault) => {
    const path = await newPath()
    await writeFile(path, text)
    const templates = openAgendaTemplates(path)
    await expect(templates.list()).rejects.toThrow(fault)
    await expect(templates.save('new', [step])).rejects.toThrow(fault)
    expect(await readFile(path, 'utf8')).toBe(text)
  })
})

test('there are not too many; and a folder that is not there is told', async () => {
  const path = await newPath()
  const names = Array.from({ length: 100 }, (_, index) => `agenda ${index}`)
  await writeFile(path, JSON.stringify({ agendas: names.map((name) => ({ name, steps: [step] })) }))
  const templates = openAgendaTemplates(path)
  await expect(templates.save('one more', [step])).rejects.toThrow('There are 100 templates')
  await templates.save('agenda 7', [{ phase: 'causes', minutes: 1 }])
  await expect(openAgendaTemplates('/nowhere/agendas.json').save('a', [step])).rejects.toThrow(
    'a folder that this user may write to',
  )
})
