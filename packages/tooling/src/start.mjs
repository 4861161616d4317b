// npm start: everything from a fresh checkout to a running server. npm run demo: the same, with a filled-in sample meeting.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './repository.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureBuilt, ensureInstalled } from './setup/prepare.mjs'
import { stopWithNpm } from './setup/stopWithNpm.mjs'

requireNode()
stopWithNpm()
process.chdir(root)
if (process.argv.includes('--demo')) {
  process.env['SECOND_STORY_DEMO'] = '1'
  process.env['DATA_DIR'] ??= './data/demo'
}
await ensureInstalled()
await ensureBuilt()

// The server runs in this very process: a signal reaches it at first hand, and its exit code is ours.
await import(pathToFileURL(join(root, 'apps/server/dist/main.js')).href)
