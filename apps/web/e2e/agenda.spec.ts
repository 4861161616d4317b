import AxeBuilder from '@axe-core/playwright'
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import type { Role } from '@second-story/meeting'
import { enter } from './people.ts'
import { test } from './test.ts'

test.describe.configure({ timeout: 90_000 })

const rail = (page: Page) => page.getByRole('navigation', { name: 'Agenda' })
const phasesOn = (page: Page) => rail(page).getByRole('list').first().getByRole('button')
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Agenda' })

async function createMeeting(request: APIRequestContext, url = ''): Promise<Record<Role, string>> {
  const answer = await request.post(`${url}/api/meetings`, { data: { title: 'Outage' } })
  const { links } = (await answer.json()) as { links: Record<Role, string> }
  return links
}

async function opensAgenda(page: Page) {
  await rail(page).getByRole('button', { name: 'Change…' }).click()
  await expect(dialog(page)).toBeVisible()
}

test('a near miss is offered 25 minutes; the choice is what everybody sees', async ({ page, browser }) => {
  await page.goto('/new')
  const agenda = page.getByLabel('Agenda')
  await expect(agenda).toHaveValue('full')
  await page.getByLabel('Why we hold it').selectOption('near-miss')
  await expect(agenda).toHaveValue('short')
  await page.getByLabel('Title').fill('A certificate nearly runs out')
  await page.getByRole('button', { name: 'Make the room' }).click()
  const link = await page.getByLabel('For everybody who takes part', { exact: true }).inputValue()
  const ben = await enter(browser, link, 'Ben')
  await expect(rail(ben.page).getByText('25 min planned')).toBeVisible()
  await expect(phasesOn(ben.page)).toHaveCount(9)
  // Left out of the agenda, and still there to look at.
  await rail(ben.page).getByText('Not on the agenda (1)').click()
  await rail(ben.page)
    .getByRole('button', { name: /^Background/ })
    .click()
  await expect(ben.page.locator('[data-phase="background"]')).toBeVisible()
  await ben.leaves()
})

test('[I6] the facilitator changes the agenda by keyboard, and everybody sees it at once', async ({ browser, request }) => {
  const links = await createMeeting(request)
  const gabe = await enter(browser, links.facilitator, 'Gabe')
  const ben = await enter(browser, links.participant, 'Ben')
  await expect(phasesOn(ben.page)).toHaveCount(10)
  await expect(rail(ben.page).getByRole('button', { name: 'Change…' })).toHaveCount(0)

  await opensAgenda(gabe.page)
  const earlier = dialog(gabe.page).getByRole('button', { name: 'Causes: earlier' })
  await earlier.focus()
  await gabe.page.keyboard.press('Enter')
  await expect(phasesOn(ben.page).nth(4)).toHaveText(/^Causes/)
  await expect(earlier).toBeFocused()

  await dialog(gabe.page).getByRole('button', { name: 'Leave out Background' }).click()
  await expect(phasesOn(ben.page)).toHaveCount(9)
  await expect(rail(ben.page).getByText('75 min planned')).toBeVisible()
  const minutes = dialog(gabe.page).getByRole('textbox', { name: 'Timeline, minutes' })
  await minutes.fill('45')
  await minutes.press('Enter')
  await expect(rail(ben.page).getByText('90 min planned')).toBeVisible()
  const { violations } = await new AxeBuilder({ page: gabe.page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])

  // The steps of the room follow the agenda.
  await gabe.page.keyboard.press('Escape')
  await gabe.page.getByRole('button', { name: 'Next: Opening' }).click()
  await expect(gabe.page.getByRole('button', { name: 'Next: From the outside' })).toBeVisible()
  // A phase that is not on it may be entered all the same.
  await rail(gabe.page).getByText('Not on the agenda (1)').click()
  await rail(gabe.page)
    .getByRole('button', { name: /^Background/ })
    .click()
  await gabe.page.getByRole('button', { name: 'Bring everyone here' }).click()
  await expect(ben.page.locator('[data-phase="background"]')).toBeVisible()
  await expect(gabe.page.getByRole('button', { name: 'Next: From the outside' })).toBeVisible()

  await opensAgenda(gabe.page)
  await dialog(gabe.page).getByRole('button', { name: 'Add Background' }).click()
  await expect(phasesOn(ben.page).nth(2)).toHaveText(/^Background/)
  await gabe.leaves()
  await ben.leaves()
})

test('an agenda is kept under a name, begins another review, and is removed', async ({ page, browser, request, ownServer }) => {
  const links = await createMeeting(request, ownServer.url)
  const gabe = await enter(browser, links.facilitator, 'Gabe')
  await opensAgenda(gabe.page)
  await dialog(gabe.page).getByRole('button', { name: 'Small incident or near miss, 25 min' }).click()
  await expect(dialog(gabe.page).getByText('25 min', { exact: true })).toBeVisible()
  await dialog(gabe.page).getByRole('button', { name: 'Timeline: 5 minutes more' }).click()
  await expect(dialog(gabe.page).getByText('30 min', { exact: true })).toBeVisible()
  await dialog(gabe.page).getByLabel('Keep this agenda for other reviews, as').fill('Half an hour')
  await dialog(gabe.page).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(gabe.page).getByRole('button', { name: 'Half an hour, 30 min' })).toBeVisible()

  await page.goto(`${ownServer.url}/new`)
  await page.getByLabel('Title').fill('A queue fills up')
  await page.getByLabel('Agenda').selectOption({ label: 'Half an hour, 30 minutes' })
  await page.getByRole('button', { name: 'Make the room' }).click()
  const link = await page.getByLabel('For everybody who takes part', { exact: true }).inputValue()
  const ben = await enter(browser, link, 'Ben')
  await expect(rail(ben.page).getByText('30 min planned')).toBeVisible()

  await dialog(gabe.page).getByRole('button', { name: 'Remove Half an hour from the saved agendas' }).click()
  await expect(dialog(gabe.page).getByRole('button', { name: 'Half an hour, 30 min' })).toHaveCount(0)
  await expect(rail(ben.page).getByText('30 min planned')).toBeVisible()
  await gabe.leaves()
  await ben.leaves()
})
