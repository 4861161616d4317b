import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root, tool } from '../repository.mjs'
import { run } from '../run.mjs'

/**
 * Runs a tool in a small tree of planted files with a copy of the repository's own configuration, and gives back what it
 * printed. A tool that is blind (to a file type, to a folder, without types) says that all is well: this is how we know.
 */
export async function inspect(
  name: string,
  args: readonly string[],
  config: string,
  files: Record<string, string>,
): Promise<string> {
  const tree = mkdtempSync(join(tmpdir(), 'second-story-plant-'))
  try {
    cpSync(join(root, config), join(tree, config))
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true })
      writeFileSync(join(tree, path), content)
    }
    return (await run(tool(name), args, { cwd: tree })).output
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}
