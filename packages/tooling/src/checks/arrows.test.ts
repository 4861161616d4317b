import { beforeAll, expect, test } from 'vitest'
import { inspect } from '../testing/plant.ts'

const files = {
  'tsconfig.json': '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "Bundler" } }',
  'packages/meeting/src/index.ts': "export const phases = ['draft']\nexport type Phase = string",
  'packages/sync/src/value.ts': "import { phases } from '../../meeting/src/index.ts'\nexport const all = phases",
  'packages/sync/src/type.ts': "import type { Phase } from '../../meeting/src/index.ts'\nexport type Own = Phase",
  'packages/formats/src/fine.ts': "import { phases } from '../../meeting/src/index.ts'\nexport const all = phases",
  'packages/coach/src/reading.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync",
  'packages/coach/src/cli.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync",
  'apps/web/src/room/useRoom.ts': 'export const useRoom = 1',
  'apps/web/src/room/causes/causes.ts': "import { useRoom } from '../useRoom.ts'\nexport const causes = useRoom",
  'apps/web/src/room/lessons/lessons.ts': "import { causes } from '../causes/causes.ts'\nexport const lessons = causes",
  'apps/web/src/editor/RichTextEditor.tsx': 'export const RichTextEditor = 1',
  'apps/web/src/room/early.ts':
    "import { RichTextEditor } from '../editor/RichTextEditor.tsx'\nexport const early = RichTextEditor",
  'apps/web/src/room/late.ts': "export const late = () => import('../editor/RichTextEditor.tsx')",
  'apps/web/src/room/there.ts': "import { back } from './back.ts'\nexport const there = () => back",
  'apps/web/src/room/back.ts': "import { there } from './there.ts'\nexport const back = () => there",
  'apps/web/src/room/lost.ts': "import { gone } from './gone.ts'\nexport const lost = gone",
  'apps/server/src/screen.ts': "import { useRoom } from '../../web/src/room/useRoom.ts'\nexport const screen = useRoom",
  'packages/store/src/deep.ts': "import { all } from '../../sync/src/value.ts'\nexport const deep = all",
}

let output = ''
beforeAll(async () => {
  output = await inspect('depcruise', ['apps', 'packages', '--output-type', 'err-long'], '.dependency-cruiser.mjs', files)
})

test.each([
  ['sync does not know what a meeting is', 'sync-knows-no-meetings: packages/sync/src/value.ts'],
  ['a borrowed type is an arrow too', 'sync-knows-no-meetings: packages/sync/src/type.ts'],
  ['the server knows no screen', 'server-runs-without-a-screen: apps/server/src/screen.ts'],
  ['a package is used through its index', 'packages-through-their-index: packages/store/src/deep.ts'],
  ['pure packages do no I/O', 'pure-packages-do-no-io: packages/coach/src/reading.ts'],
  ['features of the room do not import each other', 'features-do-not-import-each-other: apps/web/src/room/lessons/lessons.ts'],
  ['the editor is loaded late', 'the-editor-comes-late: apps/web/src/room/early.ts'],
  ['files do not need each other in a circle', 'no-circles: apps/web/src/room/back.ts'],
  ['an import leads somewhere', 'everything-resolves: apps/web/src/room/lost.ts'],
])('%s', (_promise, complaint) => {
  expect(output).toContain(complaint)
})

test.each([
  'packages/formats/src/fine.ts',
  'packages/coach/src/cli.ts',
  'apps/web/src/room/causes/causes.ts',
  'apps/web/src/room/late.ts',
])('%s keeps to the arrows', (path) => {
  expect(output).not.toContain(`: ${path}`)
})

test('a complaint says why', () => {
  expect(output).toContain('packages/sync moves documents')
})
