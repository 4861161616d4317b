import { expect, test } from 'vitest'
import { openTurns } from './turns.ts'

test('work on one meeting runs in order, on another at once', async () => {
  const { take, idle } = openTurns()
  const done: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  void take('a', async () => {
    await held
    done.push('a1')
  })
  void take('a', async () => done.push('a2'))
  await take('b', async () => done.push('b1'))
  expect(done).toEqual(['b1'])
  release()
  await idle()
  expect(done).toEqual(['b1', 'a1', 'a2'])
})

test('work that fails tells its caller and nobody else', async () => {
  const { take } = openTurns()
  const failing = take('a', async () => {
    throw new Error('no')
  })
  const next = take('a', async () => 'fine')
  await expect(failing).rejects.toThrow('no')
  await expect(next).resolves.toBe('fine')
})
