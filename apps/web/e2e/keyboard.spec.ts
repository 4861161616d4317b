import { expect, type Page } from '@playwright/test'
import { test } from './test.ts'

/** Presses Tab until the focus is on something of this name; nothing but the keyboard is used in this file. */
async function tabTo(page: Page, name: string | RegExp, most = 80) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement)) return ''
      const labels =
        'labels' in element
          ? [...((element.labels as NodeListOf<HTMLLabelElement> | null) ?? [])].map((label) => label.innerText)
          : []
      return (element.getAttribute('aria-label') ?? labels.join(' ')) || element.innerText
    })
    if (typeof name === 'string' ? focused.trim().startsWith(name) : name.test(focused)) return
  }
  throw new Error(`Tab never came to ${name}`)
}

/** The phase is there, with what it holds: only then does it listen to keys. */
async function entered(page: Page, phase: string) {
  await expect(page.locator(`[data-phase="${phase}"] h1`)).toBeVisible()
}

test('a whole meeting can be run with the keyboard alone', async ({ page }) => {
  test.setTimeout(90_000)
  const { keyboard } = page
  const main = page.getByRole('main')

  await page.goto('/')
  await tabTo(page, 'Start a review')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Start a review' })).toBeVisible()
  await tabTo(page, 'Title')
  await keyboard.type('By keyboard')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The room is ready' })).toBeFocused()
  await tabTo(page, 'Go in as facilitator')
  await keyboard.press('Enter')
  await expect(page.getByLabel('Your name')).toBeVisible()
  await tabTo(page, 'Your name')
  await keyboard.type('Kim')
  await keyboard.press('Enter')
  await entered(page, 'draft')

  await keyboard.press(']')
  await entered(page, 'opening')
  await tabTo(page, 'I’m with it')
  await keyboard.press('Enter')
  await expect(main).toContainText('1 of 1 so far')

  await keyboard.press(']')
  await entered(page, 'background')
  await keyboard.press('d')
  await expect(page.getByRole('dialog')).toContainText('Every person made the correct decision')
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await keyboard.press(']')
  await entered(page, 'overview')
  await keyboard.press(']')
  await entered(page, 'timeline')
  await keyboard.press('n')
  await keyboard.type('2018-02-10 13:01')
  await keyboard.press('Tab')
  await keyboard.type('Kim sees the queue grow')
  await keyboard.press('Enter')
  await expect(page.getByRole('article')).toHaveCount(1)
  await keyboard.press('Escape')
  await keyboard.press('j')
  await expect(page.getByRole('article')).toBeFocused()
  await keyboard.press('m')
  await expect(page.getByRole('menu')).toBeVisible()
  await keyboard.type('Det')
  await keyboard.press('Enter')
  await expect(page.getByRole('article')).toContainText('Detected')
  await keyboard.press('Escape')
  await expect(page.getByRole('article')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('article').getByRole('textbox')).toBeFocused()
  await keyboard.press('ControlOrMeta+End')
  await keyboard.type(' at once')
  await keyboard.press('Escape')
  await expect(page.getByRole('article')).toBeFocused()
  await expect(page.getByRole('article')).toContainText('Kim sees the queue grow at once')

  await keyboard.press('q')
  await keyboard.type('Who else saw it?')
  await keyboard.press('Enter')
  await expect(page.getByRole('complementary')).toContainText('Who else saw it?')
  await tabAway(page)
  await keyboard.press('p')
  await keyboard.type('An alert on the queue')
  await keyboard.press('Enter')
  await tabAway(page)

  await keyboard.press(']')
  await entered(page, 'causes')
  await tabTo(page, 'Add a cause')
  await keyboard.type('The alarm was never tested')
  await keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: 'Cause 1' })).toBeVisible()
  await tabAway(page)
  await keyboard.press(']')
  await entered(page, 'lessons')
  await tabTo(page, 'Add to: Where we got lucky')
  await keyboard.type('It was a Saturday')
  await keyboard.press('Enter')
  await tabAway(page)
  await keyboard.press(']')
  await entered(page, 'recommendations')
  await tabTo(page, 'Open the parking')
  await keyboard.press('Enter')
  // One's own list goes once the agenda says that the parking is open, which may be a moment after the idea is among the others.
  await expect(main.getByRole('listitem').filter({ hasText: 'An alert on the queue' })).toHaveCount(1)
  await tabTo(page, /^I’d want this too/)
  await keyboard.press('Space')
  await expect(main.getByRole('button', { name: /1 vote/ })).toHaveAttribute('aria-pressed', 'true')
  await keyboard.press(']')
  await entered(page, 'wrap-up')
  await tabTo(page, 'Markdown')
  const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')])
  expect(download.suggestedFilename()).toBe('by-keyboard.md')
})

/** Out of a field, so that single keys are commands again: the next Tab stop that is no field. */
async function tabAway(page: Page) {
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => !document.activeElement?.matches('input, textarea, select, [contenteditable=true]'))) return
  }
  throw new Error('Tab never left the fields')
}
