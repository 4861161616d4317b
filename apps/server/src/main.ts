import 'temporal-polyfill/global'
import { StoreOpenError } from '@second-story/store'
import { openDemo } from './demo/openDemo.ts'
import { TemplatesError } from './agendas/agendaTemplates.ts'
import { type App, openApp } from './openApp.ts'
import { giveMemoryBack } from './operations/giveMemoryBack.ts'
import { limitYoungGeneration } from './operations/limitYoungGeneration.ts'
import { repair } from './operations/repair.ts'
import { readSettings, SettingsError } from './settings.ts'

/** The process that a team runs: reads the environment, listens, and drains when it is told to stop. */

const isBuilt = !import.meta.url.endsWith('.ts')
const builtWorkers = {
  storeWorker: new URL('./sqliteWorker.js', import.meta.url),
  boardWorker: new URL('./boardWorker.js', import.meta.url),
}
/** Longer than any drain takes whose disk works; shorter than the patience of most supervisors. */
const drainMs = 25_000
const sameSignalMs = 300

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  if (process.argv[2] === 'repair') {
    const { storeWorker } = isBuilt ? builtWorkers : {}
    return repair({ settings, meeting: process.argv[3] ?? null, ...(storeWorker && { storeWorker }), say })
  }
  const app = await openApp({ settings, ...(isBuilt && builtWorkers) })
  stopOnSignals(app)
  const address = await app.listen()
  limitYoungGeneration()
  giveMemoryBack()
  say(`Second Story is ready: ${address}`, '')
  if (settings.demo) {
    const { links, title } = await openDemo(app, address)
    say(`A sample review to look at, "${title}":`)
    for (const [role, link] of Object.entries(links)) say(`  as ${role.padEnd(12)}${link}`)
  } else {
    say('Open it, create a meeting, and send people its links.')
  }
  say('', `All of it is kept in ${app.dataDir}. Ctrl+C stops the server; nothing is lost.`)
}

function stopOnSignals(app: App): void {
  let stoppingSince: number | null = null
  const stop = (): void => {
    if (stoppingSince !== null) {
      // Ctrl+C under npm arrives twice, from the terminal and from npm: only who presses it again means "at once".
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    say('Saving, and telling everyone to come back...')
    setTimeout(() => {
      console.error('Not everything could be saved in time. What is shown as saved is safe.')
      process.exit(1)
    }, drainMs).unref()
    app.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** For the human at the terminal; log lines are JSON beside it. */
function say(...lines: string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

function fail(error: unknown): never {
  console.error(explain(error))
  process.exit(1)
}

function explain(error: unknown): unknown {
  if (error instanceof SettingsError || error instanceof StoreOpenError || error instanceof TemplatesError) return error.message
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return 'The port is in use already. Stop the other program, or set PORT to another port.'
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'HOST is not an address of this machine. 127.0.0.1 serves this machine alone, 0.0.0.0 all networks.'
    case 'EACCES':
      return 'The port or the data folder may not be used by this user. Set PORT above 1023, and DATA_DIR to a folder that can be written.'
    default:
      return error
  }
}

await main().catch(fail)
