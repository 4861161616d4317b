import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { memory } from '../repository.mjs'

const run = promisify(execFile)
const library = import.meta.resolve('@sparticuz/chromium')

/**
 * The browser inside `@sparticuz/chromium`, unpacked (211 MB) into the repository's node_modules on the first call.
 * Safe when several processes ask at once: each unpacks into a folder of its own, and the first to finish wins, so that
 * a half-written browser is never seen under the final name.
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>}
 */
export async function unpackedBrowser() {
  const home = join(memory, `browser-${await version()}`)
  if (!existsSync(home)) await unpackInto(home)
  const executablePath = join(home, 'chromium')
  const fonts = { FONTCONFIG_FILE: join(home, 'fonts.conf') }
  const ownLibraries = { ...fonts, LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }
  // Slim images lack NSS; where the system has it, it is newer and the better choice.
  return { executablePath, env: (await starts(executablePath, fonts)) ? fonts : ownLibraries }
}

async function version() {
  const manifest = /** @type {{ version: string }} */ (JSON.parse(await readFile(new URL('../package.json', library), 'utf8')))
  return manifest.version
}

/** @param {string} home */
async function unpackInto(home) {
  await mkdir(memory, { recursive: true })
  const workshop = await mkdtemp(join(memory, 'unpacking-'))
  try {
    // A process of its own, because the library unpacks into the temporary folder and changes the environment on import.
    const script = `import(${JSON.stringify(library)}).then((library) => library.default.executablePath())`
    await run(process.execPath, ['-e', script], {
      env: { ...process.env, TMPDIR: workshop, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    })
    await writeFile(join(workshop, 'fonts.conf'), fontSettings(home))
    await rename(workshop, home)
  } catch (error) {
    await rm(workshop, { recursive: true, force: true })
    if (!existsSync(home)) throw error // otherwise another process was faster
  }
}

/**
 * @param {string} executablePath
 * @param {Record<string, string>} env
 */
async function starts(executablePath, env) {
  return run(executablePath, ['--version'], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  )
}

/**
 * The package's own settings look into /tmp, at no font of the system.
 * @param {string} home
 */
function fontSettings(home) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${join(home, 'font-cache')}</cachedir>
</fontconfig>
`
}
