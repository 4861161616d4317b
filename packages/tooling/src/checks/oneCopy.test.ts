import { expect, test } from 'vitest'
import { versionsOf } from './oneCopy.mjs'

const lockfile = `
packages:

  '@tiptap/y-tiptap@3.0.9':
    peerDependencies:
      yjs: ^13
  y-protocols@1.0.7:
  yjs@13.6.33:
  yjs@13.6.29:

snapshots:

  y-protocols@1.0.7(yjs@13.6.33):
  yjs@13.6.33:
`

test('a second version is found, and no other package is taken for it', () => {
  expect(versionsOf('yjs', lockfile)).toEqual(['13.6.33', '13.6.29'])
})

test('a package listed once more with its peers is still one version', () => {
  expect(versionsOf('y-protocols', lockfile)).toEqual(['1.0.7'])
})
