import { expect, test } from 'vitest'
import { builtFrom, readWorkspace } from './workspace.mjs'

test('an app is built from its packages and theirs, and not from tools', () => {
  const member = (folder: string, ...uses: string[]) => ({ folder, manifest: { name: folder }, uses })
  const workspace = [
    member('apps/server', 'packages/store'),
    member('packages/store', 'packages/meeting'),
    member('packages/meeting'),
    member('packages/tooling'),
  ]
  expect(builtFrom('apps/server', workspace)).toEqual(['apps/server', 'packages/store', 'packages/meeting'])
})

test('this workspace is read from its package.json files alone', () => {
  expect(builtFrom('apps/web', readWorkspace())).toContain('packages/meeting')
})
