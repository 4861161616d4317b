import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'
import { enter, type Person } from './people.ts'
import { openServer } from './server.ts'
import { test } from './test.ts'

test.describe.configure({ timeout: 60_000 })

const blame = 'The team should have checked the dashboard.'
const hindsight = 'Obviously the disk was full.'

interface Links {
  readonly facilitator: string
  readonly participant: string
}

async function createMeeting(url: string): Promise<Links> {
  const answer = await fetch(`${url}/api/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Disk full on db-7' }),
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { links: Links }).links
}

const settings = (page: Page) => page.getByRole('dialog', { name: 'The coach' })
const draftCheck = (page: Page) => page.getByRole('dialog', { name: 'Check the draft privately' })
const noticed = (page: Page) => page.locator('[data-noticed]')

async function opensSettings({ page }: Person) {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'The coach' }).click()
  await expect(settings(page)).toBeVisible()
}

async function chooses(person: Person, name: string, isOn: boolean) {
  await opensSettings(person)
  const chosen = settings(person.page).getByRole('switch', { name })
  await chosen.click()
  // What is for everybody is so once the server has said it.
  await expect(chosen).toBeChecked({ checked: isOn })
  await closes(person)
}

async function closes({ page }: Person) {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Opens the editor of the summary and types at its end, as somebody at a keyboard does. */
async function types({ page }: Person, words: string) {
  const box = page.getByRole('textbox', { name: 'Summary', exact: true })
  if ((await box.count()) === 0) await page.getByRole('button', { name: 'Edit Summary' }).press('Enter')
  await expect(box).toBeFocused()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(words)
}

async function opensCheck({ page }: Person) {
  await page.getByRole('tab', { name: 'Desk' }).click()
  await page.getByRole('button', { name: 'Check the draft privately' }).click()
  await expect(draftCheck(page)).toBeVisible()
}

async function isAccessible(page: Page) {
  expect((await new AxeBuilder({ page }).include('dialog[open]').analyze()).violations).toEqual([])
}

async function entersBoth(browser: Browser, url: string): Promise<{ ada: Person; ben: Person; links: Links }> {
  const links = await createMeeting(url)
  return { links, ada: await enter(browser, links.facilitator, 'Ada'), ben: await enter(browser, links.participant, 'Ben') }
}

test('what somebody wants of the coach holds at once, and over a reload', async ({ browser, server }) => {
  const ada = await enter(browser, (await createMeeting(server.url)).facilitator, 'Ada')
  const { page } = ada
  await ada.looksAt('From the outside')
  await types(ada, `${blame} ${hindsight}`)
  await expect(noticed(page)).toHaveText(['should have checked', 'Obviously'])

  await opensSettings(ada)
  await expect(settings(page)).toContainText('nothing of it leaves this browser')
  await isAccessible(page)
  await settings(page).getByRole('switch', { name: 'Alternative actions' }).click()
  await closes(ada)
  await types(ada, ' ')
  await expect(noticed(page)).toHaveText('Obviously')

  await page.reload()
  await ada.looksAt('From the outside')
  await opensSettings(ada)
  await expect(settings(page).getByRole('switch', { name: 'Alternative actions' })).not.toBeChecked()
  await expect(settings(page).getByRole('switch', { name: 'Shopping bag' })).toBeChecked()
  await settings(page).getByRole('switch', { name: 'For me, in this meeting' }).click()
  await closes(ada)
  // Another meeting knows nothing of this one.
  const other = await createMeeting(server.url)
  await page.goto(other.facilitator)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.locator('[data-phase]')).toBeVisible()
  await ada.looksAt('From the outside')
  await types(ada, `${blame} ${hindsight}`)
  await expect(noticed(page)).toHaveText('Obviously')

  await chooses(ada, 'For me, in all meetings', false)
  await expect(noticed(page)).toHaveCount(0)
  await opensSettings(ada)
  await expect(settings(page).getByRole('switch', { name: 'For me, in this meeting' })).toBeDisabled()
  await closes(ada)
  await ada.leaves()
})

test('the facilitator switches it off for everybody, who are told, and on again', async ({ browser, server }) => {
  const { ada, ben } = await entersBoth(browser, server.url)
  await ben.looksAt('From the outside')
  await types(ben, hindsight)
  await expect(noticed(ben.page)).toHaveText('Obviously')

  await chooses(ada, 'For everybody in this meeting', false)
  await expect(ben.page.getByText('The coach is off in this meeting, for everybody.').first()).toBeVisible()
  await expect(noticed(ben.page)).toHaveCount(0)
  await opensSettings(ben)
  await expect(settings(ben.page).getByRole('note')).toContainText('The facilitator has switched the coach off')
  await expect(settings(ben.page).getByRole('switch', { name: 'For everybody' })).toHaveCount(0)
  await closes(ben)

  await chooses(ada, 'For everybody in this meeting', true)
  await expect(ben.page.getByText('The coach is on in this meeting').first()).toBeVisible()
  await types(ben, ' ')
  await expect(noticed(ben.page)).toHaveText('Obviously')
  await ada.leaves()
  await ben.leaves()
})

test('[I5] the private check tells places by topic, never who wrote them, and sends nothing', async ({ browser, server }) => {
  const { ada, ben } = await entersBoth(browser, server.url)
  await opensCheck(ada)
  await expect(draftCheck(ada.page)).toContainText('Nothing is written on the board yet')
  await closes(ada)

  await ben.writes('Note', `${blame} ${hindsight}`)
  await ben.writes('Question', 'Who else was paged?')
  await ada.page.getByRole('tab', { name: 'Notes' }).click()
  await expect(ada.page.getByRole('complementary').getByText(blame)).toBeVisible()
  await opensCheck(ada)
  const topics = draftCheck(ada.page).getByRole('region')
  await expect(topics.getByRole('heading')).toHaveText(['Alternative actions', 'Shopping bag'])
  await expect(topics.locator('mark')).toHaveText(['should have checked', 'Obviously'])
  await isAccessible(ada.page)
  const said = await draftCheck(ada.page).locator('h3, li p').allInnerTexts()
  expect(said.length).toBeGreaterThan(8)
  for (const words of said) expect(words).not.toMatch(/\b(Ben|Ada|you|1|2)\b/)

  // The card, and back to the list.
  await draftCheck(ada.page).getByRole('button', { name: 'The card of Shopping bag' }).click()
  await expect(ada.page.getByRole('dialog', { name: 'Shopping bag' })).toBeVisible()
  await ada.page.keyboard.press('Escape')
  await expect(draftCheck(ada.page)).toBeVisible()

  await draftCheck(ada.page)
    .getByRole('button', { name: /^Go there: A note, “should have checked”/ })
    .click()
  await expect(draftCheck(ada.page)).toHaveCount(0)
  await expect.poll(() => ada.page.evaluate(() => getSelection()?.toString())).toBe('should have checked')

  // Participants have no desk, and so no check.
  await expect(ben.page.getByRole('tab', { name: 'Desk' })).toHaveCount(0)
  await expect(ben.page.getByRole('button', { name: 'Check the draft privately' })).toHaveCount(0)

  const ownWords = [`${blame} ${hindsight}`, blame, hindsight, 'A note']
  const findings = said.filter((words) => !ownWords.includes(words))
  expect(ben.sent(blame)).toBe(true)
  for (const words of [...findings, 'counterfactual', 'hindsight']) {
    for (const person of [ada, ben]) {
      expect(person.sent(words), words).toBe(false)
      expect(person.received(words), words).toBe(false)
    }
  }
  const kept = await ada.page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
  for (const words of findings) expect(kept).not.toContain(words)
  await ada.leaves()
  await ben.leaves()
})

test('“Go there” leads to a row of the timeline, from another phase', async ({ browser, server }) => {
  const { ada, ben } = await entersBoth(browser, server.url)
  await ben.looksAt('Timeline')
  await ben.page.getByRole('textbox', { name: 'What happened' }).fill('13:05 An engineer carelessly restarted the primary.')
  await ben.page.keyboard.press('Enter')
  await expect(ben.page.getByRole('article')).toHaveCount(1)
  await ada.looksAt('Timeline')
  await expect(ada.page.getByRole('article')).toHaveCount(1)
  await ada.looksAt('Lessons')
  await opensCheck(ada)
  await draftCheck(ada.page)
    .getByRole('button', { name: /^Go there: Timeline.*“carelessly/ })
    .click()
  await expect.poll(() => ada.page.evaluate(() => getSelection()?.toString())).toContain('carelessly')
  await expect(ada.page.locator('[data-phase=timeline]')).toBeVisible()
  await ada.leaves()
  await ben.leaves()
})

test('[I7] a check without the coach says so, and works once the coach can be fetched', async ({ browser, server }) => {
  const ada = await enter(browser, (await createMeeting(server.url)).facilitator, 'Ada')
  await ada.writes('Note', hindsight)
  await ada.page.route(/coachWorker/, (route) => route.abort())
  await opensCheck(ada)
  await expect(draftCheck(ada.page).getByRole('alert')).toContainText('The coach could not be loaded.')
  await ada.page.unroute(/coachWorker/)
  await draftCheck(ada.page).getByRole('button', { name: 'Try again' }).click()
  await expect(draftCheck(ada.page).locator('mark')).toHaveText('Obviously')
  await ada.leaves()
})

test('the organisation’s own words are asked about, or never, and can be read', async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), 'second-story-words-'))
  const file = join(folder, 'words.json')
  await writeFile(
    file,
    JSON.stringify({ allow: ['human error budget'], extraWords: [{ phrase: 'cowboy deploy', trap: 'judgement' }] }),
  )
  const server = await openServer({ COACH_WORDS_FILE: file })
  try {
    const ada = await enter(browser, (await createMeeting(server.url)).facilitator, 'Ada')
    await opensSettings(ada)
    await expect(settings(ada.page)).toContainText('“cowboy deploy” Judgement')
    await expect(settings(ada.page)).toContainText('“human error budget”')
    await isAccessible(ada.page)
    await closes(ada)
    await ada.looksAt('From the outside')
    await types(ada, 'A cowboy deploy used up the human error budget.')
    await expect(noticed(ada.page)).toHaveText('cowboy deploy')
    await ada.leaves()
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
})
