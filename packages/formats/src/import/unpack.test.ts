import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unpack } from './unpack.ts'

const zip = zipSync({ 'ops/2018-02-11.json': strToU8('[2]'), 'ops/2018-02-10.json': strToU8('[1]'), 'photo.png': strToU8('no') })

test('the readable files of a zip, by name', () => {
  const files = unpack({ name: 'export.zip', bytes: zip }) ?? []
  expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['ops/2018-02-10.json', '[1]'],
    ['ops/2018-02-11.json', '[2]'],
  ])
})

test('what is no zip is left alone, and a damaged one is told', () => {
  expect(unpack({ name: 'a.txt', bytes: strToU8('PKZIP was a program') })).toBeNull()
  expect(unpack({ name: 'a.txt', bytes: new Uint8Array() })).toBeNull()
  expect(() => unpack({ name: 'export.zip', bytes: zip.slice(0, 60) })).toThrow('export.zip is a damaged zip file')
})
