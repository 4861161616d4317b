import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'

/** Somebody in a meeting, in a browser of their own; with every byte that the server sent them over websockets. */
export interface Person {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  /** Whether this text, as UTF-8, stood in anything that was received. */
  received(text: string): boolean
  /** The same of what their browser sent: over websockets, and in the address, headers and body of every request. */
  sent(text: string): boolean
  /** Writes into the composer at the foot of the room and sends it. */
  writes(kind: 'Question' | 'Note' | 'Park an idea' | 'Recommend', words: string): Promise<void>
  /** Looks at a phase without moving anybody. */
  looksAt(phase: string): Promise<void>
  leaves(): Promise<void>
}

/** Opens a link in a fresh browser, gives a name, and is in. Problems of the page fail the test: errors thrown, policies violated. */
export async function enter(browser: Browser, link: string, name: string): Promise<Person> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const frames: Buffer[] = []
  const sent: Buffer[] = []
  const problems: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      frames.push(typeof payload === 'string' ? Buffer.from(payload) : payload)
    })
    socket.on('framesent', ({ payload }) => {
      sent.push(typeof payload === 'string' ? Buffer.from(payload) : payload)
    })
  })
  // Of the context: its workers ask as well.
  context.on('request', (request) => {
    sent.push(Buffer.from(decodeURIComponent(request.url())), Buffer.from(JSON.stringify(request.headers())))
    const body = request.postDataBuffer()
    if (body !== null) sent.push(body)
  })
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`))
  page.on('console', (message) => {
    // Being offline, or not yet let in, is no problem of the page.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection|ERR_INTERNET/.test(message.text())) {
      problems.push(`${name}: ${message.text()}`)
    }
  })
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.locator('[data-phase]')).toBeVisible()
  return {
    name,
    page,
    context,
    received: (text) => frames.some((frame) => frame.includes(text, 0, 'utf8')),
    sent: (text) => sent.some((frame) => frame.includes(text, 0, 'utf8')),
    async writes(kind, words) {
      await page
        .getByRole('radio', { name: kind })
        .or(page.getByRole('button', { name: kind, exact: true }))
        .first()
        .click()
      const box = page.locator('#composer-text')
      await box.fill(words)
      await box.press('Enter')
      await expect(box).toHaveValue('')
    },
    async looksAt(phase) {
      await page
        .getByRole('navigation', { name: 'Agenda' })
        .getByRole('button', { name: new RegExp(`^${phase}`) })
        .first()
        .click()
    },
    async leaves() {
      expect(problems).toEqual([])
      await context.close()
    },
  }
}
