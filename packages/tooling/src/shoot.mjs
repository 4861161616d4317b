// Takes a picture of a page: node packages/tooling/src/shoot.mjs <url> <out.png> [--dark] [--width 390] [--height 844] [--full]
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { findBrowser } from './browser.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dark: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '800' },
  },
})
const [url, path] = positionals
if (!url || !path) {
  console.error('Usage: node packages/tooling/src/shoot.mjs <url> <out.png> [--dark] [--full] [--width 390] [--height 844]')
  process.exit(2)
}

const browser = await chromium.launch(await findBrowser())
try {
  const page = await browser.newPage({
    colorScheme: values.dark ? 'dark' : 'light',
    viewport: { width: Number(values.width), height: Number(values.height) },
    isMobile: Number(values.width) < 600,
  })
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`page: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.error(`page: ${error.message}`))
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.screenshot({ path, fullPage: values.full })
  console.log(`${path} ${values.width}x${values.height}`)
} finally {
  await browser.close()
}
