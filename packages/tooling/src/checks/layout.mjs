import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../repository.mjs'
import { readWorkspace } from '../setup/workspace.mjs'

/**
 * @typedef {import('../run.mjs').Outcome} Outcome
 * @typedef {import('../setup/workspace.mjs').Member} Member
 */

/**
 * What readers rely on to find things, and what no other tool looks at.
 * @returns {Outcome}
 */
export function checkLayout() {
  const problems = readWorkspace().flatMap((member) => [
    ...manifestProblems(member),
    ...indexProblems(member),
    ...drawersBelow(member.folder).map(
      (path) => `${path}: a drawer. Let a thing live with its only user, or give it a name and a home.`,
    ),
  ])
  return { ok: problems.length === 0, output: problems.join('\n') }
}

/** @param {Member} member */
function manifestProblems({ folder, manifest }) {
  const problems = []
  const name = `@second-story/${folder.split('/').at(-1)}`
  if (manifest.name !== name) problems.push(`${folder}: is named ${manifest.name}, expected ${name}.`)
  if (typeof manifest['description'] !== 'string') problems.push(`${folder}: has no sentence of purpose ("description").`)
  if (manifest['private'] !== true || manifest['type'] !== 'module')
    problems.push(`${folder}: has to be private and of type "module".`)
  for (const [dependency, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (version !== 'catalog:' && version !== 'workspace:*') {
      problems.push(
        `${folder}: ${dependency} is "${version}". Name its version in the catalog of pnpm-workspace.yaml and write "catalog:".`,
      )
    }
  }
  return problems
}

/**
 * A package lists its public names one by one.
 * @param {Member} member
 */
function indexProblems({ folder, manifest }) {
  const entries = Object.values(manifest['exports'] ?? {})
  return entries.flatMap((entry) => {
    const path = join(folder, String(entry))
    if (!existsSync(join(root, path))) return [`${folder}: exports ${path}, which does not exist.`]
    return /^export \*/m.test(readFileSync(join(root, path), 'utf8'))
      ? [`${path}: lists its public names one by one, without "export *".`]
      : []
  })
}

const drawers = new Set(['shared', 'common', 'helpers', 'utils', 'util', 'misc', 'lib'])

/**
 * @param {string} folder
 * @returns {string[]}
 */
function drawersBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== 'dist')
    .flatMap(({ name }) => [...(drawers.has(name) ? [`${folder}/${name}`] : []), ...drawersBelow(`${folder}/${name}`)])
}
