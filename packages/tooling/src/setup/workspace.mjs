import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, root } from '../repository.mjs'

/**
 * A folder of the pnpm workspace. `folder` is relative to the repository, `uses` names folders of the workspace that it
 * needs at run time.
 * @typedef {{ folder: string, manifest: Manifest, uses: string[] }} Member
 * @typedef {{ name: string, dependencies?: Record<string, string>, devDependencies?: Record<string, string>, [field: string]: unknown }} Manifest
 */

/**
 * All of them, read from the package.json files, because this runs before anything is installed.
 * @returns {Member[]}
 */
export function readWorkspace() {
  const members = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => `${group}/${name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => ({ folder, manifest: readManifest(folder) })),
  )
  const folders = new Map(members.map(({ folder, manifest }) => [manifest.name, folder]))
  return members.map(({ folder, manifest }) => ({
    folder,
    manifest,
    uses: Object.keys(manifest.dependencies ?? {}).flatMap((name) => folders.get(name) ?? []),
  }))
}

/**
 * The folder itself and everything of the workspace that ends up in what is built from it.
 * @param {string} folder
 * @param {readonly Member[]} workspace
 */
export function builtFrom(folder, workspace) {
  const found = new Set([folder])
  for (const each of found) {
    for (const used of workspace.find((member) => member.folder === each)?.uses ?? []) found.add(used)
  }
  return [...found]
}

/** @param {string} folder */
function readManifest(folder) {
  return /** @type {Manifest} */ (readJson(`${folder}/package.json`))
}
