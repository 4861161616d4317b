// npm run bench:<name>: one of the benchmarks in packages/bench/src, with whatever options follow. They print figures and judge nothing.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './repository.mjs'
import { requireNode } from './setup/nodeVersion.mjs'
import { ensureBuilt, ensureInstalled } from './setup/prepare.mjs'

requireNode()
await ensureInstalled()

const folder = join(root, 'packages/bench/src')
const [name = '', ...options] = process.argv.slice(2)
const file = [`${name}.mjs`, `${name}.ts`].map((each) => join(folder, each)).find((path) => name !== '' && existsSync(path))
if (file === undefined) {
  const known = readdirSync(folder).flatMap((each) => /^(\w+)\.(?:mjs|ts)$/.exec(each)?.[1] ?? [])
  console.error(`There is no benchmark "${name}". There are: ${known.join(', ')}.`)
  process.exit(2)
}
if (name === 'sync') await ensureBuilt(['server']) // it is measured as shipped
if (name === 'import') await ensureBuilt(['server', 'web'])
const runner = file.endsWith('.ts') ? ['--import', 'tsx'] : []
const child = spawn(process.execPath, [...runner, file, ...options], { cwd: root, stdio: 'inherit' })
child.once('exit', (code) => process.exit(code ?? 1))
