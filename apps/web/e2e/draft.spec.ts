import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { Role } from '@second-story/meeting'
import ICAL from 'ical.js'
import { enter } from './people.ts'
import { test } from './test.ts'

test.describe.configure({ timeout: 90_000 })

/** Starts a review on the first page, as far as `fill` knows, and returns its three links. */
async function startReview(page: Page, fill: (page: Page) => Promise<void>): Promise<Record<Role, string>> {
  await page.goto('/new')
  await fill(page)
  await page.getByRole('button', { name: 'Make the room' }).click()
  await expect(page.getByRole('heading', { name: 'The room is ready' })).toBeFocused()
  const link = (label: string) => page.getByLabel(label, { exact: true }).inputValue()
  return {
    participant: await link('For everybody who takes part'),
    observer: await link('For the curious'),
    facilitator: await link('For whoever facilitates'),
  }
}

/** Goes on as the one who made the meeting: their browser knows all three links. */
async function goesIn(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Go in as facilitator' }).click()
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('heading', { name: 'Where the draft stands' })).toBeVisible()
}

const fact = (page: Page, what: string) =>
  page.getByRole('region', { name: 'Where the draft stands' }).locator('div', { hasText: what }).last().getByRole('definition')

/** The file as another implementation reads it. */
async function takes(page: Page, entry: 'The draft is due' | 'The group meets') {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('region', { name: entry }).getByRole('link', { name: 'Add to my calendar' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  const event = calendar.getFirstSubcomponent('vevent')
  const start = event?.getFirstPropertyValue('dtstart') as ICAL.Time
  return {
    name: download.suggestedFilename(),
    text: text.replaceAll('\r\n ', ''),
    uid: event?.getFirstPropertyValue('uid'),
    sequence: Number(event?.getFirstPropertyValue('sequence')),
    zone: start.zone.tzid,
    at: new Date(start.toUnixTime() * 1000).toISOString(),
  }
}

const isSaved = (page: Page) => expect(page.getByRole('banner').getByText('Saved', { exact: true })).toBeVisible()

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`)).toEqual([])
}

test('a near miss of which only the title is known: blanks are not known yet, to everybody', async ({ page, browser }) => {
  const links = await startReview(page, async () => {
    await page.getByLabel('Title').fill('Orders were nearly taken twice')
    await page.getByLabel('Why we hold it').selectOption('A near miss')
    await expect(page.getByText('How long it lasted is not known yet.')).toBeVisible()
    await expectNoViolations(page)
  })
  await goesIn(page, 'Remy')
  for (const what of ['When', 'How long it lasted', 'Timeline', 'Trigger', 'Detection', 'Resolution']) {
    await expect(fact(page, what)).toContainText('not known yet')
  }
  await expect(page.getByLabel('Why we hold this review')).toHaveValue('near-miss')
  await expect(page.getByRole('region', { name: 'The draft is due' })).toContainText('Not known yet')
  await expect(page.getByRole('region', { name: 'The group meets' })).toContainText('Not set yet')
  await expect(page.getByRole('link', { name: 'Add to my calendar' })).toHaveCount(0)
  // Causes come in the meeting.
  await expect(page.getByRole('textbox', { name: /cause/i })).toHaveCount(0)
  await expectNoViolations(page)

  const olga = await enter(browser, links.observer, 'Olga')
  await expect(fact(olga.page, 'How long it lasted')).toContainText('not known yet')
  await expect(fact(olga.page, 'Why we hold it')).toHaveText('A near miss')
  await expect(olga.page.getByLabel('It began at')).toHaveCount(0)
  await expect(olga.page.getByRole('button', { name: /Copy for/ })).toHaveCount(0)

  // What is filled in is seen by everybody at once.
  await page.getByLabel('Date of the incident').fill('2026-03-02')
  await page.getByLabel('It began at').fill('13:01')
  await page.getByLabel('It ended at').fill('12:00')
  await expect(page.getByText('That is before it began.')).toBeVisible()
  await expect(fact(olga.page, 'How long it lasted')).toContainText('not known yet')
  await page.getByLabel('It ended at').fill('14:20')
  await expect(fact(olga.page, 'How long it lasted')).toHaveText('1 h 19 min')
  await olga.leaves()
})

test('both dates go into calendars; a changed time has the same UID and a higher SEQUENCE', async ({ page }) => {
  const links = await startReview(page, async () => {
    await page.getByLabel('Title').fill('Orders; taken, twice')
    await page.getByLabel('Date of the incident').fill('2026-03-27')
    await page.getByLabel('It began at').fill('13:01')
    await page.getByLabel('It ended at').fill('14:20')
    await expect(page.getByText('It lasted 1 h 19 min.')).toBeVisible()
  })
  await goesIn(page, 'Remy')
  const draft = await takes(page, 'The draft is due')
  expect(draft).toMatchObject({ name: 'draft-due.ics', at: '2026-03-28T13:20:00.000Z', zone: 'Europe/Paris', sequence: 0 })
  expect(draft.text).toContain('SUMMARY:Draft due: Orders\\; taken\\, twice')

  const meets = page.getByRole('region', { name: 'The group meets' })
  await meets.getByRole('button', { name: /^Take / }).click()
  await expect(meets).toContainText('10:00 Europe/Paris, 80 minutes')
  await expect(meets).toBeFocused()
  await isSaved(page)
  const first = await takes(page, 'The group meets')
  expect(new Date(first.at).getUTCDay()).toBeGreaterThan(0)
  expect(new Date(first.at).getUTCDay()).toBeLessThan(6)
  expect((await takes(page, 'The group meets')).sequence).toBe(first.sequence)

  // The summer's time, on the day on which it begins.
  await meets.getByRole('button', { name: 'Change…' }).click()
  await meets.getByLabel('We meet on').fill('2026-03-29')
  await meets.getByLabel('We meet at').fill('14:30')
  await isSaved(page)
  const changed = await takes(page, 'The group meets')
  expect(changed).toMatchObject({ uid: first.uid, zone: 'Europe/Paris', at: '2026-03-29T12:30:00.000Z' })
  expect(changed.sequence).toBeGreaterThan(first.sequence)
  expect(changed.uid).not.toBe(draft.uid)
  for (const link of Object.values(links)) expect(changed.text).not.toContain(link.split('#')[1])

  // The draft's date follows the end.
  await page.getByLabel('It ended at').fill('18:00')
  await isSaved(page)
  const moved = await takes(page, 'The draft is due')
  expect(moved).toMatchObject({ uid: draft.uid, at: '2026-03-28T17:00:00.000Z', sequence: 1 })
})

test('[I5] a note asks where the facilitator was close to it, and goes when somebody else facilitates', async ({
  page,
  browser,
}) => {
  const links = await startReview(page, (it) => it.getByLabel('Title').fill('Orders taken twice'))
  await goesIn(page, 'Remy')
  const note = page.getByText('It works better when somebody else facilitates')
  await page.getByLabel('Who facilitates').fill('Ana Novak')
  await page.getByRole('button', { name: 'Write rows' }).click()
  const line = page.getByRole('form', { name: 'Add what happened' })
  await line.getByLabel('What happened').fill('ana restarts the queue, and Ben: looks on')
  await line.getByLabel('What happened').press('Enter')
  await looksAtDraft(page)
  await expect(note).toBeVisible()
  await expect(note).toContainText('Ana Novak is named in a row of the timeline.')

  const olga = await enter(browser, links.observer, 'Olga')
  await expect(fact(olga.page, 'Who facilitates')).toHaveText('Ana Novak')
  await expect(olga.page.getByText('It works better when somebody else')).toHaveCount(0)
  expect(olga.received('is named in')).toBe(false)
  await olga.leaves()

  await page.getByLabel('Who facilitates').fill('Anastasia')
  await expect(note).toHaveCount(0)
  await page.getByLabel('Who led the response').fill('anastasia')
  await expect(note).toContainText('led the response too')
  await page.getByLabel('Who facilitates').fill('Remy')
  await expect(note).toHaveCount(0)
})

test('each kind of guest is invited by the link that is theirs, and by no other', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '', permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  const links = await startReview(page, (it) => it.getByLabel('Title').fill('Orders taken twice'))
  await goesIn(page, 'Remy')
  const copied = async (guest: string, form: 'chat' | 'mail') => {
    await page.getByRole('button', { name: `Copy for ${form}: ${guest}` }).click()
    await expect(page.getByRole('region', { name: guest }).getByRole('status')).toContainText('Copied')
    return page.evaluate(() => navigator.clipboard.readText())
  }
  for (const [guest, role] of [
    ['Those who worked on it', 'participant'],
    ['Those whom it reached', 'participant'],
    ['Whoever is curious', 'observer'],
  ] as const) {
    const mail = page.getByRole('link', { name: `Write a mail: ${guest}` })
    const texts = [
      await copied(guest, 'chat'),
      await copied(guest, 'mail'),
      decodeURIComponent((await mail.getAttribute('href')) ?? ''),
    ]
    for (const text of texts) {
      for (const other of ['facilitator', 'participant', 'observer'] as const) {
        expect(text.includes(links[other])).toBe(other === role)
        expect(text.includes(links[other].split('#')[1] ?? '')).toBe(other === role)
      }
    }
  }

  // On a screen that others see too, no key stands in the text.
  const door = page.getByRole('region', { name: 'Whoever is curious' })
  await door.getByText('Read the text').click()
  await expect(door).toContainText('Every person made the correct decision')
  await expect(page.getByText(links.observer.split('#')[1] ?? '')).toHaveCount(0)
  await page.getByRole('region', { name: 'The group meets' }).getByRole('button', { name: 'Choose another time' }).click()
  await expectNoViolations(page)
  await page.setViewportSize({ width: 320, height: 800 })
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect.poll(overflow).toBeLessThanOrEqual(0)

  // Somebody who takes part knows one link only, and can't open the door by mistake.
  const ana = await enter(browser, links.participant, 'Ana')
  await expect(ana.page.getByRole('region', { name: 'Whoever is curious' })).toContainText(
    'doesn’t know the link for reading along',
  )
  await expect(ana.page.getByRole('button', { name: 'Copy for chat: Whoever is curious' })).toHaveCount(0)
  await expect(ana.page.getByRole('button', { name: 'Copy for chat: Those whom it reached' })).toBeVisible()
  await ana.leaves()
  await context.close()
})

test('names and times of the timeline stand ready, and are taken by hand', async ({ browser, page }) => {
  const links = await startReview(page, async (it) => {
    await it.getByLabel('Title').fill('Orders taken twice')
    await it.getByLabel('Date of the incident').fill('2026-03-02')
  })
  const ana = await enter(browser, links.participant, 'Ana')
  await ana.looksAt('Timeline')
  const line = ana.page.getByRole('form', { name: 'Add what happened' })
  await line.getByLabel('Time of the new row').fill('13:01')
  await line.getByLabel('What happened').fill('Graham notices it.')
  await line.getByLabel('What happened').press('Enter')
  const row = ana.page.getByRole('article').filter({ hasText: 'Graham notices it.' })
  await row.hover()
  await row.getByRole('button', { name: /mark/i }).first().click()
  await ana.page.getByRole('menuitemradio', { name: /^Began/ }).click()
  await looksAtDraft(ana.page)
  await ana.page.getByRole('button', { name: 'Add Graham' }).click()
  const names = ana.page.getByRole('region', { name: 'Those who worked on it' }).getByLabel('Names')
  await expect(names).toHaveValue('Graham')
  await expect(names).toBeFocused()
  await expect(ana.page.getByRole('button', { name: 'Add Graham' })).toHaveCount(0)
  await ana.page.getByRole('button', { name: 'It began at 13:01 on 2026-03-02' }).click()
  await expect(ana.page.getByLabel('It began at')).toHaveValue('13:01')
  await ana.leaves()
})

async function looksAtDraft(page: Page) {
  await page
    .getByRole('navigation', { name: 'Agenda' })
    .getByRole('button', { name: /^Draft/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Where the draft stands' })).toBeVisible()
}
