import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'
import { phases } from '@second-story/meeting'
import { openServer, type Server } from './server.ts'
import { test as base } from './test.ts'

/** A server with the sample review in it, so that every screen is full. */
const test = base.extend<object, { demo: { server: Server; link: string } }>({
  demo: [
    async ({}, use) => {
      const server = await openServer({ SECOND_STORY_DEMO: '1' })
      const [, link = ''] = await server.prints(/as facilitator\s+(\S+)/)
      await use({ server, link })
      await server.close()
    },
    { scope: 'worker' },
  ],
})

const looks = [
  { name: 'light', options: { colorScheme: 'light', viewport: { width: 1280, height: 800 } } },
  { name: 'dark', options: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } } },
  { name: 'phone', options: { colorScheme: 'light', viewport: { width: 390, height: 844 } } },
] as const

async function expectNoViolations(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const said = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`,
  )
  expect(said, where).toEqual([])
}

async function expectNoSidewaysScroll(page: Page, where: string) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
}

async function join(browser: Browser, link: string, options: object): Promise<Page> {
  const page = await (await browser.newContext({ ...options, reducedMotion: 'reduce' })).newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.locator('[data-phase]')).toBeAttached()
  return page
}

for (const { name, options } of looks) {
  test(`every phase can be used by everybody: ${name}`, async ({ browser, demo }) => {
    test.setTimeout(120_000)
    const page = await join(browser, demo.link, options)
    for (const phase of phases) {
      // The address of a meeting's own page, asked as the facilitator's screen would.
      const answer = await page.evaluate(
        async ([path, next]) =>
          (
            await fetch(`${path}/phase`, {
              method: 'PUT',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ phase: next }),
            })
          ).status,
        [new URL(page.url()).pathname.replace('/m/', '/api/meetings/'), phase] as const,
      )
      expect(answer).toBeLessThan(300)
      await expect(page.locator(`[data-phase="${phase}"]`)).toBeAttached()
      await expect(page.locator('main h1')).toBeVisible()
      await expectNoViolations(page, phase)
      await expectNoSidewaysScroll(page, phase)
    }
    await page.context().close()
  })

  test(`pages outside of the room can be used by everybody: ${name}`, async ({ browser, demo }) => {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    for (const path of ['/', '/new', '/nowhere', '/m/unknown']) {
      await page.goto(demo.server.url + path)
      await expect(page.locator('h1')).toBeVisible()
      await expectNoViolations(page, path)
      await expectNoSidewaysScroll(page, path)
    }
    await page.goto(demo.link)
    await expect(page.getByLabel('Your name')).toBeVisible()
    await expectNoViolations(page, 'joining')
    await page.getByRole('button', { name: 'Join' }).click()
    await expect(page.getByRole('alert').first()).toContainText('Please give a name')
    await expectNoViolations(page, 'joining without a name')
    await context.close()
  })
}

test('dialogs, cards and the room view can be used by everybody', async ({ browser, demo }) => {
  test.setTimeout(60_000)
  const page = await join(browser, demo.link, looks[0].options)
  for (const button of ['The definition', 'Share']) {
    await page.getByRole('banner').getByRole('button', { name: button }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoViolations(page, button)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'shortcuts')
  await page.keyboard.press('Escape')
  await page.goto(`${page.url()}/screen`)
  await expect(page.locator('h1')).toBeVisible()
  await expectNoViolations(page, 'the room view')
  await page.context().close()
})
