// The arrows between the rooms of the house, as docs/architecture.md draws them. The first guard is each package.json: pnpm
// does not let a package import what it does not declare. This is the second, and it says why.

/**
 * A package that imports nothing of the workspace but the packages named.
 * @param {string} name
 * @param {string} from
 * @param {readonly string[]} packages
 * @param {string} comment
 */
function usesOnly(name, from, packages, comment) {
  const allowed = [`^${from}/`, ...packages.map((used) => `^packages/${used}/`)]
  return { name, comment, severity: 'error', from: { path: `^${from}/` }, to: { path: '^(packages|apps)/', pathNot: allowed } }
}

const testFiles = ['[.]test[.]tsx?$', '/testing/', '^apps/web/e2e/', '^packages/(bench|endurance|tooling)/']
const pure = '^packages/(meeting|coach|formats)/src/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    usesOnly('meeting-stands-alone', 'packages/meeting', [], 'The domain is what all else is about; it is about nothing else.'),
    usesOnly(
      'coach-stands-alone',
      'packages/coach',
      [],
      'The coach gets text and gives findings: it can know no meeting, person or network.',
    ),
    usesOnly(
      'sync-knows-no-meetings',
      'packages/sync',
      [],
      'packages/sync moves documents; what they mean is the business of packages/meeting.',
    ),
    usesOnly(
      'store-implements-ports',
      'packages/store',
      ['sync', 'meeting'],
      "Storage implements sync's ports and keeps meeting's records; it serves nobody and draws nothing.",
    ),
    usesOnly(
      'formats-know-reviews',
      'packages/formats',
      ['meeting'],
      'Formats are functions from and to a Review, which packages/meeting defines.',
    ),
    usesOnly(
      'server-runs-without-a-screen',
      'apps/server',
      ['meeting', 'sync', 'store', 'formats'],
      'The server knows neither the screen nor the coach, whose findings never leave the browser.',
    ),
    usesOnly(
      'web-talks-to-the-server-by-wire',
      'apps/web/src',
      ['meeting', 'coach', 'formats', 'tooling'],
      'What the browser needs of the server comes over HTTP and websockets, never by import.',
    ),
    {
      name: 'apps-are-not-used',
      comment: 'Apps run; what two need belongs in a package.',
      severity: 'error',
      from: { path: '^(apps|packages)/([^/]+)/', pathNot: ['^packages/bench/', '^apps/web/e2e/'] },
      to: { path: '^apps/', pathNot: '^$1/$2/' },
    },
    {
      name: 'packages-through-their-index',
      comment: 'What a package exports in its package.json is public; everything else may change without asking.',
      severity: 'error',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: [
          '^$1/$2/',
          '^packages/[^/]+/src/index[.]ts$',
          '^packages/[^/]+/src/testing/index[.]ts$',
          '^packages/tooling/src/browser[.]mjs$',
        ],
      },
    },
    {
      name: 'pure-packages-do-no-io',
      comment:
        'meeting, coach and formats run in browsers too, and are tested as functions. A command line lives in a file of its own, cli.ts.',
      severity: 'error',
      from: { path: pure, pathNot: [...testFiles, 'cli[.]ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-tests-in-production',
      comment: 'Test drivers and tools must not reach what people run.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: testFiles },
      to: { path: testFiles },
    },
    {
      name: 'no-dev-dependencies-in-production',
      comment: 'What runs is declared in "dependencies".',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: [...testFiles, '[.]d[.]ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'features-do-not-import-each-other',
      comment: 'What two features of the room need moves up to room/ or design/, so that a feature can change alone.',
      severity: 'error',
      from: { path: '^apps/web/src/room/([^/]+)/' },
      to: { path: '^apps/web/src/room/[^/]+/', pathNot: '^apps/web/src/room/$1/' },
    },
    {
      name: 'plugins-do-not-reach-into-the-sync-route',
      comment: "The websocket route uses access/; nothing else of the server knows of sockets but through packages/sync's rooms.",
      severity: 'error',
      from: { path: '^apps/server/src/(access|meetings|operations)/', pathNot: testFiles },
      to: { path: '^apps/server/src/sync/' },
    },
    {
      name: 'connection-knows-no-screen',
      comment: 'Documents and connections outlive renders: they live outside the components that show them.',
      severity: 'error',
      from: { path: '^apps/web/src/connection/' },
      to: { path: '^apps/web/src/(room|join|home|draft|review|library|design|editor)/' },
    },
    {
      name: 'design-knows-no-meeting',
      comment: 'Primitives are looks and behaviour alone; the meeting comes in as props.',
      severity: 'error',
      from: { path: '^apps/web/src/design/' },
      to: { path: '^apps/web/src/', pathNot: '^apps/web/src/design/' },
    },
    {
      name: 'the-editor-comes-late',
      comment:
        'The editor is more bytes than all the rest of a room. Load it with import(), so that reading does not wait for it.',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^apps/web/src/editor/RichTextEditor[.]tsx$', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or lack a third. Types may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment:
        'An import that leads nowhere, or to a package nobody declared. (Newer modules of Node are unknown to an older one.)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^node:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '(^|/)fixtures/'] },
    // Types count: a package that only borrows a type still depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types', 'node'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
    detectProcessBuiltinModuleCalls: true,
  },
}
