import { expect, test } from 'vitest'
import { filesFor } from './budgets.mjs'

const manifest = {
  'index.html': { file: 'assets/main.js', imports: ['_react.js'], dynamicImports: ['src/room/RoomPage.tsx'] },
  'src/room/RoomPage.tsx': { file: 'assets/room.js', imports: ['index.html', '_yjs.js'] },
  '_react.js': { file: 'assets/react.js' },
  '_yjs.js': { file: 'assets/yjs.js', imports: ['_react.js'] },
}

test('a page needs its chunk and all that it imports, but not what it may load later', () => {
  expect(filesFor(['src/main.tsx'], manifest)).toEqual(['assets/main.js', 'assets/react.js'])
})

test('a chunk that two pages share counts once', () => {
  expect(filesFor(['src/main.tsx', 'src/room/RoomPage.tsx'], manifest).toSorted()).toEqual([
    'assets/main.js',
    'assets/react.js',
    'assets/room.js',
    'assets/yjs.js',
  ])
})
