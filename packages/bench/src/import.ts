// npm run bench:import [-- --messages 60000 --rounds 5 --throttle 1]: a Slack export of some 20 MB through the import dialog of the built app,
// in a real browser: how long until its rows can be chosen from, and the page's longest task meanwhile.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '@second-story/tooling/browser'
import { openServer } from '../../../apps/web/e2e/server.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '60000' },
    rounds: { type: 'string', default: '5' },
    throttle: { type: 'string', default: '1' },
  },
})
const messages = Number(values.messages)
const folder = await mkdtemp(join(tmpdir(), 'second-story-bench-'))
const file = join(folder, '2018-02-10.json')
const text = slackExport()
await writeFile(file, text)
const server = await openServer()
const browser = await chromium.launch(await findBrowser())
try {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
  await enterMeeting(page)
  if (Number(values.throttle) > 1) {
    await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: Number(values.throttle) })
  }
  console.log(`${(text.length / 1e6).toFixed(1)} MB, ${messages} messages, CPU ${values.throttle} times slower`)
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const { ms, tasks } = await readOnce(page)
    const longest = tasks.length === 0 ? 'none above 50 ms' : `${tasks.map((task) => `${task} ms`).join(', ')}`
    console.log(`round ${round}: ${ms} ms until the rows are there; long tasks: ${longest}`)
  }
} finally {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
}

async function enterMeeting(page: Page): Promise<void> {
  const answer = await fetch(`${server.url}/api/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Bench' }),
  })
  const { links } = (await answer.json()) as { links: { facilitator: string } }
  await page.goto(links.facilitator)
  await page.getByLabel('Your name').fill('Bench')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('button', { name: /^Import a chat/ }).click()
  await page.getByRole('dialog').waitFor()
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { longTasks: tasks })
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({
      type: 'longtask',
    })
  })
}

async function readOnce(page: Page): Promise<{ ms: number; tasks: readonly number[] }> {
  const longTasks = () => page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0))
  await longTasks()
  const began = performance.now()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor({ timeout: 120_000 })
  const ms = Math.round(performance.now() - began)
  // A task is told of once it is over, and with the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  const tasks = await longTasks()
  await page.getByRole('button', { name: 'Start over' }).click()
  return { ms, tasks }
}

/** A day of a channel in which four people take turns, in the shape of Slack’s export. */
function slackExport(): string {
  const words = 'the instance answers nothing any more, and the graphs of it end at one o’clock; '.repeat(3)
  return JSON.stringify(
    Array.from({ length: messages }, (_, index) => ({
      type: 'message',
      user: `U${index % 4}`,
      ts: `${1518267600 + index}.${String(index % 1_000_000).padStart(6, '0')}`,
      text: `message ${index}: ${words}`,
      user_profile: { real_name: `Person ${index % 4}`, display_name: `person${index % 4}` },
    })),
  )
}
