import { existsSync } from 'node:fs'
import { unpackedBrowser } from './browser/unpack.mjs'

/**
 * What Playwright's `launchOptions` need.
 * @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} Browser
 */

/**
 * The Chromium that tests, benchmarks and screenshots run in: `$CHROME_PATH`, else one of the system, else the one that
 * Playwright has downloaded, else the one inside the npm package `@sparticuz/chromium`, so that a machine with nothing but
 * npm can run every test. The last one takes two seconds to unpack, once. Rejects with what to do when there is none.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const chosen = process.env['CHROME_PATH']
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`)
    return plain(chosen)
  }
  const installed = systemBrowsers.find((path) => existsSync(path)) ?? (await playwrightsOwn())
  if (installed) return plain(installed)
  try {
    const unpacked = await unpackedBrowser()
    return {
      executablePath: unpacked.executablePath,
      args: [...args, ...unpackedArgs],
      env: { ...environment(), ...unpacked.env },
    }
  } catch (cause) {
    throw new Error('No browser found. Install Chromium or Chrome, or set CHROME_PATH to one.', { cause })
  }
}

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** CI runs as root and without a GPU; a test never talks to anything but its own server. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The package's own list is made for AWS Lambda: it also turns web security off, which would make tests of origins and policies lie. */
const unpackedArgs = ['--font-render-hinting=none', '--disable-dev-shm-usage']

/** @param {string} executablePath */
function plain(executablePath) {
  return { executablePath, args, env: environment() }
}

function environment() {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}
