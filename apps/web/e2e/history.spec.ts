import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'
import { enter, type Person } from './people.ts'
import { test } from './test.ts'

interface Meeting {
  readonly facilitator: string
  readonly participant: string
  readonly observer: string
}

async function createMeeting(url: string): Promise<Meeting> {
  const answer = await fetch(`${url}/api/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'The slow checkout' }),
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { links: Meeting }).links
}

/** Ada leads, Ben takes part; Ben has written two notes and deleted the first. */
async function afterADeletion(browser: Browser, url: string): Promise<{ meeting: Meeting; ada: Person; ben: Person }> {
  const meeting = await createMeeting(url)
  const ada = await enter(browser, meeting.facilitator, 'Ada')
  const ben = await enter(browser, meeting.participant, 'Ben')
  await ben.writes('Note', 'The graph of March')
  await notesOf(ben)
  await expect(notes(ben).getByText('The graph of March')).toBeVisible()
  await expect(ben.page.getByText('Saved', { exact: true })).toBeVisible()
  await ben.writes('Note', 'Ask the database team')
  await expect(ben.page.getByText('Saved', { exact: true })).toBeVisible()
  await notes(ben).getByRole('button', { name: 'Delete the note' }).first().click()
  await expect(notes(ben).getByText('The graph of March')).toHaveCount(0)
  await notesOf(ada)
  await expect(notes(ada).getByText('Ask the database team')).toBeVisible()
  await expect(notes(ada).getByText('The graph of March')).toHaveCount(0)
  return { meeting, ada, ben }
}

async function notesOf({ page }: Person) {
  await page.getByRole('tab', { name: 'Notes' }).click()
}

function notes({ page }: Person) {
  return page.getByRole('complementary', { name: 'Questions, notes and ideas' })
}

function dialog(page: Page) {
  return page.getByRole('dialog', { name: 'History' })
}

function restoredLine({ page }: Person) {
  return page.getByRole('note').filter({ hasText: 'restored the notes of' })
}

/** Moves the slider back, one moment after the other, until the board says it. */
async function goBackTo(page: Page, words: string) {
  const slider = page.getByRole('slider', { name: 'Moment' })
  await slider.focus()
  for (let steps = 0; steps < 20; steps++) {
    await page.keyboard.press('ArrowLeft')
    await expect(dialog(page).getByRole('heading', { name: /^As it was at/ })).toBeVisible()
    await expect(dialog(page).getByRole('group', { name: 'The board' })).toHaveAttribute('aria-busy', 'false')
    if (await dialog(page).getByText(words).isVisible()) return
  }
  throw new Error(`No moment says ${words}`)
}

async function expectNoViolations(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const said = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`,
  )
  expect(said, where).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
}

test('what was deleted is found in the history, restored for everybody, and the restore undone', async ({ browser, server }) => {
  test.setTimeout(60_000)
  const { ada, ben } = await afterADeletion(browser, server.url)

  await ada.page.getByRole('button', { name: 'More' }).click()
  await ada.page.getByRole('menuitem', { name: /^History/ }).click()
  await expect(dialog(ada.page).getByRole('heading', { name: 'As it is now' })).toBeVisible()
  await goBackTo(ada.page, 'The graph of March')
  const deleted = dialog(ada.page).getByRole('listitem').filter({ hasText: 'The graph of March' })
  await expect(deleted).toContainText('Not there any more')
  await dialog(ada.page).getByLabel('Only what differs from now').check()
  await expect(dialog(ada.page).getByText('The slow checkout')).toHaveCount(0)
  await expect(deleted).toBeVisible()

  await dialog(ada.page).getByRole('button', { name: 'Restore this version' }).click()
  await expect(dialog(ada.page).getByRole('group', { name: /becomes as it was at/ })).toContainText('stays in the history')
  await ada.page.getByRole('button', { name: /^Restore .* for everybody$/ }).click()
  await expect(dialog(ada.page)).toHaveCount(0)
  await expect(restoredLine(ada)).toContainText('You restored the notes of')

  await expect(notes(ben).getByText('The graph of March')).toBeVisible()
  await expect(restoredLine(ben)).toContainText('Ada restored the notes of')
  await restoredLine(ben).getByRole('button', { name: 'See what changed' }).click()
  await expect(dialog(ben.page).getByRole('heading', { name: 'Before a restore' })).toBeVisible()
  await expect(dialog(ben.page).getByRole('listitem').filter({ hasText: 'The graph of March' })).toContainText('Added since')
  await ben.page.keyboard.press('Escape')
  await expect(dialog(ben.page)).toHaveCount(0)

  await restoredLine(ben).getByRole('button', { name: 'Undo' }).click()
  await expect(notes(ben).getByText('The graph of March')).toHaveCount(0)
  await expect(notes(ada).getByText('The graph of March')).toHaveCount(0)
  await expect(notes(ada).getByText('Ask the database team')).toBeVisible()
  await expect(restoredLine(ada)).toContainText('Ben restored the notes of')
  await restoredLine(ada).getByRole('button', { name: 'Put this line away' }).click()
  await expect(restoredLine(ada)).toHaveCount(0)
  await expect(ada.page.getByRole('main')).toBeFocused()
  await ada.leaves()
  await ben.leaves()
})

test('the history is read, named and restored with the keyboard alone', async ({ browser, server }) => {
  test.setTimeout(60_000)
  const { ada, ben } = await afterADeletion(browser, server.url)
  const { page } = ada
  const { keyboard } = page
  await page.getByRole('main').focus()
  await keyboard.press('h')
  const slider = page.getByRole('slider', { name: 'Moment' })
  await expect(slider).toBeFocused()
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now')

  await goBackTo(page, 'The graph of March')
  await expect(slider).toHaveAttribute('aria-valuetext', /^\d\d:\d\d:\d\d, Ben wrote$/)
  await expect(slider).toBeFocused()
  await keyboard.press('Home')
  await expect(slider).toHaveValue('0')
  await keyboard.press('End')
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now')
  await keyboard.press('PageDown')
  await expect(slider).not.toHaveAttribute('aria-valuetext', 'Now')

  await tabTo(page, 'Save how it is now, as')
  await keyboard.press('Enter')
  await expect(dialog(page).getByRole('alert')).toContainText('Give it a name')
  await keyboard.type('Before the break')
  await keyboard.press('Enter')
  await expect(dialog(page).getByText('Saved: Before the break.')).toBeVisible()
  await tabTo(page, 'Before the break')
  await keyboard.press('Enter')
  await expect(dialog(page).getByRole('heading', { name: 'Before the break' })).toBeVisible()
  await expect(dialog(page).getByText('Nothing differs from now.')).toBeVisible()

  await slider.focus()
  await goBackTo(page, 'The graph of March')
  await tabTo(page, 'Restore this version')
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /for everybody$/ })).toBeFocused()
  // Escape leaves the question first, then the dialog.
  await keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Restore this version' })).toBeFocused()
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(notes(ada).getByText('The graph of March')).toBeVisible()
  await expect(notes(ben).getByText('The graph of March')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'You restored the notes of' })).toBeAttached()
  await ada.leaves()
  await ben.leaves()
})

test('a new meeting has nothing to go back to; with a phase behind it, it has', async ({ browser, server }) => {
  const meeting = await createMeeting(server.url)
  const ada = await enter(browser, meeting.facilitator, 'Ada')
  const { page } = ada
  await page.getByRole('main').focus()
  await page.keyboard.press('h')
  await expect(dialog(page)).toContainText('There is nothing to go back to yet.')
  await expectNoViolations(page, 'nothing yet')
  await page.keyboard.press('Escape')
  await ada.writes('Note', 'The graph of March')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('main').focus()
  await page.keyboard.press(']')
  await expect(page.locator('[data-phase="opening"] h1')).toBeVisible()
  await page.keyboard.press('h')
  await expect(dialog(page).getByRole('slider')).toBeFocused()
  const version = dialog(page).getByRole('button', { name: /^End of Draft/ })
  await expect(version).toContainText('You')
  await version.click()
  await expect(version).toHaveAttribute('aria-pressed', 'true')
  await expect(dialog(page).getByRole('heading', { name: 'End of Draft' })).toBeVisible()
  await expect(dialog(page).getByText('The graph of March')).toBeVisible()
  await expect(dialog(page).getByRole('slider')).toHaveAttribute('aria-valuetext', /End of Draft, You wrote$/)
  await ada.leaves()
})

test('observers look and cannot restore', async ({ browser, server }) => {
  const { meeting, ada, ben } = await afterADeletion(browser, server.url)
  const olga = await enter(browser, meeting.observer, 'Olga')
  await olga.page.getByRole('main').focus()
  await olga.page.keyboard.press('h')
  await goBackTo(olga.page, 'The graph of March')
  await expect(dialog(olga.page).getByRole('button', { name: /Restore|Save a version/ })).toHaveCount(0)
  for (const person of [ada, ben, olga]) await person.leaves()
})

test('words of an earlier moment can be copied', async ({ browser, server }) => {
  const { ada, ben } = await afterADeletion(browser, server.url)
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ada.page.getByRole('main').focus()
  await ada.page.keyboard.press('h')
  await goBackTo(ada.page, 'The graph of March')
  await dialog(ada.page)
    .getByRole('button', { name: /^Copy this text: Notes, The graph of March/ })
    .click()
  await expect(dialog(ada.page).getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible()
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe('The graph of March')
  await ada.leaves()
  await ben.leaves()
})

test('a server that is away says so, what was shown stays, and trying again works', async ({ browser, ownServer }) => {
  test.setTimeout(60_000)
  const { ada } = await afterADeletion(browser, ownServer.url)
  await ada.page.getByRole('main').focus()
  await ada.page.keyboard.press('h')
  await goBackTo(ada.page, 'The graph of March')
  await ownServer.stop()
  await ada.page.getByRole('slider').press('Home')
  await expect(dialog(ada.page).getByRole('alert')).toContainText('The server cannot be reached.')
  await expect(dialog(ada.page).getByText('The graph of March')).toBeVisible()
  await expectNoViolations(ada.page, 'with the server away')
  // What is on the screen is not what the slider stands at.
  await expect(dialog(ada.page).getByRole('button', { name: 'Restore this version' })).toHaveAttribute('aria-disabled', 'true')
  await ownServer.restart()
  await dialog(ada.page).getByRole('button', { name: 'Try again' }).click()
  await expect(dialog(ada.page).getByRole('alert')).toHaveCount(0)
  await expect(dialog(ada.page).getByText('The graph of March')).toHaveCount(0)
})

const looks = [
  { name: 'light', options: { colorScheme: 'light', viewport: { width: 1280, height: 800 } } },
  { name: 'dark', options: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } } },
  { name: 'phone', options: { colorScheme: 'light', viewport: { width: 390, height: 844 } } },
] as const

for (const { name, options } of looks) {
  test(`the history can be used by everybody: ${name}`, async ({ browser, server }) => {
    test.setTimeout(60_000)
    const { meeting, ada, ben } = await afterADeletion(browser, server.url)
    const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(meeting.facilitator)
    await page.getByLabel('Your name').fill('Cleo')
    await page.getByRole('button', { name: 'Join' }).click()
    await expect(page.locator('[data-phase]')).toBeVisible()
    await page.getByRole('main').focus()
    await page.keyboard.press('h')
    await expect(dialog(page).getByRole('heading', { name: 'As it is now' })).toBeVisible()
    await expectNoViolations(page, 'now')
    await goBackTo(page, 'The graph of March')
    await expectNoViolations(page, 'a moment')
    await dialog(page).getByRole('button', { name: 'Restore this version' }).click()
    await expectNoViolations(page, 'asking')
    await page.getByRole('button', { name: /for everybody$/ }).click()
    await expect(page.getByRole('note').filter({ hasText: 'You restored' })).toBeVisible()
    await expectNoViolations(page, 'the line')
    await context.close()
    await ada.leaves()
    await ben.leaves()
  })
}

/** Presses Tab until the focus is on something of this name. */
async function tabTo(page: Page, name: string, most = 40) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement)) return ''
      const label = element.id === '' ? null : document.querySelector<HTMLElement>(`label[for="${CSS.escape(element.id)}"]`)
      return element.getAttribute('aria-label') ?? label?.innerText ?? element.innerText
    })
    if (focused.trim().startsWith(name)) return
  }
  throw new Error(`Tab never came to ${name}`)
}
