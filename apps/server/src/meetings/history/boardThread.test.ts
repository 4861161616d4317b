import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { openBoardThread } from './boardThread.ts'

function stateSaying(title: string): Uint8Array {
  const board = new Y.Doc()
  board.getMap('details').set('title', title)
  return Y.encodeStateAsUpdate(board)
}

test('jobs are done one after the other, and one that fails says nothing of what it was given and harms no other', async () => {
  const boards = openBoardThread()
  onTestFinished(() => boards.close())
  const broken = stateSaying('a-secret-word').slice(0, -6)
  const [rebuilt, failed, hash, plan] = await Promise.allSettled([
    boards.rebuild([stateSaying('one')]),
    boards.rebuild([broken]),
    boards.hash(stateSaying('one')),
    boards.plan(stateSaying('one'), stateSaying('two')),
  ])
  expect(rebuilt.status === 'fulfilled' && rebuilt.value).toBeInstanceOf(Uint8Array)
  expect(failed.status).toBe('rejected')
  expect(String(failed.status === 'rejected' && failed.reason)).not.toContain('a-secret-word')
  expect(hash).toMatchObject({ value: await boards.hash(stateSaying('one')) })
  expect(plan).toMatchObject({ value: { is: 'edit', hash: await boards.hash(stateSaying('two')) } })
})

test('an update that lacks what it builds upon makes no board', async () => {
  const boards = openBoardThread()
  onTestFinished(() => boards.close())
  const board = new Y.Doc()
  board.getMap('details').set('title', 'one')
  const before = Y.encodeStateVector(board)
  board.getMap('details').set('title', 'two')
  expect(await boards.rebuild([Y.encodeStateAsUpdate(board, before)])).toBeNull()
})

test('after it was closed with nothing to do, and after its thread is gone, the next job starts another', async () => {
  const boards = openBoardThread()
  onTestFinished(() => boards.close())
  await boards.close()
  const first = await boards.hash(stateSaying('one'))
  await boards.close()
  expect(await boards.hash(stateSaying('one'))).toBe(first)
})
