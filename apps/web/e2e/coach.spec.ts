import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { type APIRequestContext, type Browser, expect, type Locator, type Page } from '@playwright/test'
import { enter, type Person } from './people.ts'
import { test } from './test.ts'

test.describe.configure({ timeout: 60_000 })

const blame = 'The team should have checked the dashboard.'
const hindsight = 'Obviously the disk was full.'

async function links(request: APIRequestContext): Promise<{ facilitator: string; participant: string }> {
  const answer = await request.post('/api/meetings', { data: { title: 'Disk full on db-7' } })
  return ((await answer.json()) as { links: { facilitator: string; participant: string } }).links
}

const composer = (page: Page) => page.locator('#composer-text')
const card = (page: Page) => page.getByRole('dialog').and(page.locator('[data-coach-card]'))
const text = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const noticed = (page: Page) => page.locator('[data-noticed]')

/** In the room, and the coach, which comes after it, is there too: it has a key. */
async function arrives(browser: Browser, link: string, name: string): Promise<Person> {
  const person = await enter(browser, link, name)
  await meetsTheCoach(person.page)
  return person
}

async function meetsTheCoach(page: Page) {
  const keys = page.getByRole('dialog')
  // The room is on the screen a moment before it hears keys.
  await expect(async () => {
    if ((await keys.count()) === 0) await page.keyboard.press('?')
    await expect(keys).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(keys).toContainText('what the coach noticed')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Opens the editor of a section and types at its end, as somebody at a keyboard does. */
async function types({ page }: Person, section: string, words: string) {
  const box = text(page, section)
  if ((await box.count()) === 0) await page.getByRole('button', { name: `Edit ${section}` }).press('Enter')
  await expect(box).toBeFocused()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(words)
}

async function pastes(box: Locator, words: string) {
  await box.evaluate((element, plain) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', plain)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, words)
}

/** How many stretches of a plain text area have a line beneath them. */
async function expectLines(area: Locator, count: number) {
  await expect
    .poll(async () => {
      const picture = decodeURIComponent(await area.evaluate((element) => element.style.backgroundImage))
      return picture.match(/M[\d.]+/g)?.length ?? 0
    })
    .toBe(count)
}

test('[I5] what the coach notices stays with the writer: nothing of it is sent, and others see none of it', async ({
  browser,
  request,
}) => {
  const { facilitator, participant } = await links(request)
  const ada = await arrives(browser, facilitator, 'Ada')
  const ben = await arrives(browser, participant, 'Ben')
  for (const person of [ada, ben]) await person.looksAt('From the outside')

  await types(ada, 'Summary', `${blame} ${hindsight} Somebody forgot the flag.`)
  await expect(noticed(ada.page)).toHaveText(['should have checked', 'Obviously', 'Somebody', 'forgot the'])

  const said = ['counterfactual', 'human_error', 'judgement', 'hindsight']
  for (const words of ['should have checked', 'Obviously', 'forgot the']) {
    await noticed(ada.page).filter({ hasText: words }).hover()
    await expect(card(ada.page)).toBeVisible()
    said.push(...(await card(ada.page).locator('p').allInnerTexts()))
    if (words === 'Obviously') await card(ada.page).getByRole('button', { name: 'Not here' }).click()
    else if (words === 'forgot the') await card(ada.page).getByRole('button', { name: 'Not this trap' }).click()
    else await card(ada.page).getByRole('button', { name: 'Close' }).click()
  }
  await expect(noticed(ada.page)).toHaveText(['should have checked', 'Somebody'])
  expect(said.length).toBeGreaterThan(12)

  // Ben sees her words, and the coach has nothing to say to him about them; about his own it has.
  await expect(ben.page.getByText(blame)).toBeVisible()
  await types(ben, 'Summary', ' They should have rolled back.')
  await expect(noticed(ben.page)).toHaveText(['should have rolled back'])
  await expect(ada.page.getByText('They should have rolled back.')).toBeVisible()
  await expect(noticed(ada.page)).toHaveText(['should have checked', 'Somebody'])

  // Sent as one, so that its bytes can be found: what is searched for would be found as well.
  await ada.page.keyboard.press('Escape')
  await composer(ada.page).click()
  await ada.page.keyboard.type(blame)
  await expectLines(composer(ada.page), 1)
  await ada.page.keyboard.press('Enter')
  await expect(ben.page.getByRole('complementary').getByText(blame)).toBeVisible()
  expect(ada.sent(blame)).toBe(true)
  expect(ben.received(blame)).toBe(true)
  for (const sentence of said) {
    expect(ada.sent(sentence), sentence).toBe(false)
    expect(ben.received(sentence), sentence).toBe(false)
    expect(ada.received(sentence), sentence).toBe(false)
  }
  await ada.leaves()
  await ben.leaves()
})

test('“Use this” is one step of undo, in an editor and in a text area', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  await ada.looksAt('From the outside')

  await test.step('in an editor', async () => {
    await types(ada, 'Summary', `Nobody knows yet. ${hindsight}`)
    await noticed(page).hover()
    await expect(card(page)).toContainText('“The disk was full.”')
    await card(page).getByRole('button', { name: 'Use this' }).click()
    await expect(text(page, 'Summary')).toHaveText('Nobody knows yet. The disk was full.')
    await expect(text(page, 'Summary')).toBeFocused()
    await expect(card(page)).toHaveCount(0)
    // Typed at once, and yet a step of its own.
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type(' Yes.')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(text(page, 'Summary')).toHaveText('Nobody knows yet. The disk was full.')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(text(page, 'Summary')).toHaveText(`Nobody knows yet. ${hindsight}`)
    // One’s own words are known again.
    await expect(noticed(page)).toHaveText('Obviously')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(text(page, 'Summary')).toHaveText('Nobody knows yet. The disk was full.')
    await page.keyboard.press('Escape')
  })

  await test.step('in a text area', async () => {
    const box = composer(page)
    await box.click()
    await page.keyboard.type(`So it is. ${hindsight}`)
    await expectLines(box, 1)
    await page.keyboard.press('Alt+Enter')
    await expect(card(page)).toBeFocused()
    await card(page).getByRole('button', { name: 'Use this' }).press('Enter')
    await expect(box).toHaveValue('So it is. The disk was full.')
    await expect(box).toBeFocused()
    await expectLines(box, 0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(box).toHaveValue(`So it is. ${hindsight}`)
  })
  await ada.leaves()
})

test('what is ignored stays ignored after a reload, here alone', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  const box = composer(page)
  await box.click()
  await page.keyboard.type(`${blame} ${hindsight}`)
  await expectLines(box, 2)
  await page.keyboard.press('Alt+Enter')
  await expect(card(page)).toBeFocused()
  await card(page).getByRole('button', { name: 'Not here' }).press('Enter')
  await expectLines(box, 1)
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
  expect(kept).not.toContain('hindsight')

  await box.fill('')
  await page.reload()
  await expect(box).toBeVisible()
  await meetsTheCoach(page)
  await box.click()
  await page.keyboard.type(`${hindsight} Obviously the disk was slow.`)
  await expectLines(box, 1)
  await page.keyboard.press('Alt+Enter')
  await expect(card(page)).toContainText('“The disk was slow.”')
  await ada.leaves()
})

test('pasted words are not spoken about, nor what stood there before', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  await ada.looksAt('From the outside')

  await types(ada, 'Summary', 'It is known that ')
  await pastes(text(page, 'Summary'), `${blame} ${hindsight}`)
  await types(ada, 'Summary', ' They should have rolled back.')
  await expect(noticed(page)).toHaveText('should have rolled back')
  await expect(text(page, 'Summary')).toContainText(blame)
  await page.keyboard.press('Escape')

  const box = composer(page)
  await box.fill('Ana read the runbook. ')
  await box.click()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), `${blame} `)
  await page.keyboard.press('ControlOrMeta+v')
  await expect(box).toHaveValue(`Ana read the runbook. ${blame} `)
  await page.keyboard.type('They should have rolled back.')
  await expectLines(box, 1)
  await page.reload()
  await expect(box).toBeVisible()
  await meetsTheCoach(page)
  await box.click()
  // The draft of before the reload: nobody is typing it now.
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' Ana carelessly restarted it.')
  await expectLines(box, 1)
  await ada.leaves()
})

test('words that were typed while the editor was on its way are the writer’s own', async ({ browser, request }) => {
  const page = await (await browser.newContext()).newPage()
  let open: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  await page.route('**/RichTextEditor-*.js', async (route) => {
    await gate
    await route.continue()
  })
  await page.goto((await links(request)).facilitator)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.locator('[data-phase]')).toBeVisible()
  await meetsTheCoach(page)
  await page.getByRole('button', { name: 'Edit Trigger' }).press('Enter')
  await page.keyboard.type('They should have che')
  open()
  await expect(text(page, 'Trigger')).toBeFocused()
  await expect(text(page, 'Trigger')).toHaveText('They should have che')
  await page.keyboard.type('cked the dashboard.')
  await expect(noticed(page)).toHaveText('should have checked')
  await page.context().close()
})

test('[I5] in a text area that two write in, each hears about their own words alone', async ({ browser, request }) => {
  const { facilitator } = await links(request)
  const ada = await arrives(browser, facilitator, 'Ada')
  const bo = await arrives(browser, facilitator, 'Bo')
  const notes = (person: Person) => person.page.getByLabel('Facilitators’ private notes')
  for (const { page } of [ada, bo]) await page.getByRole('tab', { name: 'Desk' }).click()

  await notes(ada).click()
  await ada.page.keyboard.type('Ana saw it. They should have rolled back.')
  await expectLines(notes(ada), 1)
  await expect(notes(bo)).toHaveValue('Ana saw it. They should have rolled back.')

  await notes(bo).click()
  await bo.page.keyboard.press('ControlOrMeta+Home')
  await bo.page.keyboard.type(`${blame} `)
  await expectLines(notes(bo), 1)
  await expect(notes(ada)).toHaveValue(`${blame} Ana saw it. They should have rolled back.`)

  await ada.page.keyboard.type(` ${hindsight}`)
  // Two stretches, of which one is broken over two lines.
  await expectLines(notes(ada), 3)
  await ada.page.keyboard.press('Alt+Enter')
  await expect(card(ada.page)).toBeFocused()
  await card(ada.page).getByRole('button', { name: 'Use this' }).press('Enter')
  await expect(notes(bo)).toHaveValue(`${blame} Ana saw it. They should have rolled back. The disk was full.`)
  await expectLines(notes(bo), 1)
  await ada.leaves()
  await bo.leaves()
})

test('by keyboard and screen reader: told once, opened by a key, and back in the text', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  await ada.looksAt('From the outside')
  await types(ada, 'Summary', blame)
  await expect(
    page.getByRole('status').filter({ hasText: 'The coach has a question about “should have checked”' }),
  ).toBeAttached()
  // The card comes when it is asked for, and not to who is typing.
  await expect(card(page)).toHaveCount(0)
  await page.keyboard.press('Alt+Enter')
  await expect(card(page)).toBeFocused()
  await expect(card(page)).toHaveAccessibleName('Alternative actions')
  await expect(card(page)).toHaveAccessibleDescription(/\?/)
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  await expect(text(page, 'Summary')).toBeFocused()

  await test.step('the caret opens it without taking the focus; Escape closes it, and not the text', async () => {
    // ProseMirror puts the caret back for a moment after it got the focus, which no hand is fast enough to notice.
    await expect(async () => {
      await page.keyboard.press('Home')
      for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight')
      await expect(card(page)).toBeVisible({ timeout: 1000 })
    }).toPass()
    await expect(text(page, 'Summary')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(card(page)).toHaveCount(0)
    await expect(text(page, 'Summary')).toBeFocused()
  })

  await test.step('Tab goes through its buttons and back into the text', async () => {
    await page.keyboard.press('Alt+Enter')
    await expect(card(page)).toBeFocused()
    for (const name of ['Settings', 'Close', 'Not here', 'Not this trap', 'What is this?']) {
      await page.keyboard.press('Tab')
      await expect(card(page).getByRole('button', { name })).toBeFocused()
    }
    await page.keyboard.press('Tab')
    await expect(text(page, 'Summary')).toBeFocused()
  })

  await test.step('the card of the trap gives the focus back to the text', async () => {
    await page.keyboard.press('Alt+Enter')
    await expect(card(page)).toBeFocused()
    await card(page).getByRole('button', { name: 'What is this?' }).press('Enter')
    await expect(page.getByRole('dialog', { name: 'Alternative actions' })).toContainText('Ask instead')
    await page.keyboard.press('Escape')
    await expect(text(page, 'Summary')).toBeFocused()
  })

  await test.step('who goes elsewhere from the card closes the text as well', async () => {
    await page.keyboard.press('Alt+Enter')
    await expect(card(page)).toBeFocused()
    await composer(page).click()
    await expect(card(page)).toHaveCount(0)
    await expect(text(page, 'Summary')).toHaveCount(0)
  })
  await ada.leaves()
})

test('the coach listens wherever people write', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  const main = page.getByRole('main')

  await ada.looksAt('Timeline')
  const row = page.getByRole('form', { name: 'Add what happened' }).getByLabel('What happened')
  await row.click()
  await page.keyboard.type('An engineer restarted the database.')
  await expectLines(row, 1)
  await page.keyboard.press('Enter')

  // What was typed into the line is known in the row that came of it.
  await main.getByRole('button', { name: /^Edit what happened/ }).press('Enter')
  await expect(noticed(page)).toHaveText('An engineer')
  await page.keyboard.press('Escape')

  for (const [phase, label, words] of [
    ['Causes', 'Add a cause', 'The cause was human error.'],
    ['Lessons', /^Add to: /, 'We were lucky that somebody carelessly left it open.'],
  ] as const) {
    await ada.looksAt(phase)
    const line = main.getByRole('textbox', { name: label }).first()
    await line.click()
    await page.keyboard.type(words)
    await expect.poll(() => line.evaluate((element) => element.style.backgroundImage), phase).toContain('svg')
    await page.keyboard.press('Enter')
    await expect(line).toHaveValue('')
  }

  await ada.writes('Park an idea', 'Look at the alerts')
  await page.getByRole('tab', { name: 'My ideas' }).click()
  const idea = page.getByRole('complementary').getByLabel('Reword the idea')
  await idea.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('. Improve monitoring.')
  await expectLines(idea, 1)

  await page.getByRole('tab', { name: 'Desk' }).click()
  const notes = page.getByLabel('Facilitators’ private notes')
  await notes.click()
  await page.keyboard.type(blame)
  await expectLines(notes, 1)
  await ada.leaves()
})

test('an input method finishes its word first', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  const box = composer(page)
  await box.click()
  await page.keyboard.type(`${blame} `)
  await expectLines(box, 1)
  const keyboard = await page.context().newCDPSession(page)
  for (const part of ['c', 'ca', 'cafe']) {
    await keyboard.send('Input.imeSetComposition', { text: part, selectionStart: part.length, selectionEnd: part.length })
  }
  await keyboard.send('Input.insertText', { text: 'café.' })
  await page.keyboard.type(` ${hindsight}`)
  await expect(box).toHaveValue(`${blame} café. ${hindsight}`)
  await expectLines(box, 2)
  await ada.leaves()
})

test('a trap that is not wanted is silent at once, and taken back as fast', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  await composer(page).click()
  await page.keyboard.type(`${blame} ${hindsight}`)
  await expectLines(composer(page), 2)
  await page.keyboard.press('Home')
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight')
  await card(page).getByRole('button', { name: 'Not this trap' }).click()
  await expectLines(composer(page), 1)
  await page.getByRole('button', { name: 'Take back' }).click()
  await expectLines(composer(page), 2)
  await ada.leaves()
})

test('lines beneath a text area go when its words do, and follow its size', async ({ browser, request }) => {
  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  const { page } = ada
  const box = composer(page)
  await box.click()
  await page.keyboard.type(`Ana looked. ${blame}`)
  await expectLines(box, 1)
  // In a narrower field the words stand on two lines.
  await page.setViewportSize({ width: 360, height: 800 })
  await expectLines(box, 2)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expectLines(box, 1)
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('')
  await expectLines(box, 0)
  await ada.leaves()
})

for (const { name, options } of [
  { name: 'light', options: { colorScheme: 'light' } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'phone', options: { viewport: { width: 390, height: 844 } } },
] as const) {
  test(`the card can be used by everybody, and stands beside the words: ${name}`, async ({ browser, request }) => {
    const page = await (await browser.newContext({ ...options, reducedMotion: 'reduce' })).newPage()
    await page.goto((await links(request)).facilitator)
    await page.getByLabel('Your name').fill('Ada')
    await page.getByRole('button', { name: 'Join' }).click()
    await expect(page.locator('[data-phase]')).toBeVisible()
    await meetsTheCoach(page)
    const box = composer(page)
    await box.click()
    await page.keyboard.type(hindsight)
    await expectLines(box, 1)
    await page.keyboard.press('Alt+Enter')
    await expect(card(page)).toBeFocused()
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    const [shown, words] = [await card(page).boundingBox(), await box.boundingBox()]
    if (shown === null || words === null) throw new Error('Both are shown.')
    expect(shown.y + shown.height).toBeLessThanOrEqual(words.y)
    expect(shown.y).toBeGreaterThanOrEqual(0)
    expect(shown.x).toBeGreaterThanOrEqual(0)
    expect(shown.x + shown.width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
    await page.context().close()
  })
}

test('the coach’s judgement is in its worker alone, which nobody loads before it is asked', async ({ browser, request }) => {
  const assets = fileURLToPath(new URL('../dist/assets/', import.meta.url))
  const scripts = (await readdir(assets)).filter((file) => file.endsWith('.js'))
  const judging: string[] = []
  for (const file of scripts) {
    if ((await readFile(`${assets}${file}`, 'utf8')).includes('there is nothing to learn from what never took place'))
      judging.push(file)
  }
  expect(judging).toEqual([expect.stringMatching(/^coachWorker-/)])

  const ada = await arrives(browser, (await links(request)).facilitator, 'Ada')
  await ada.looksAt('From the outside')
  await ada.page.getByRole('button', { name: 'Edit Summary' }).press('Enter')
  await expect(text(ada.page, 'Summary')).toBeFocused()
  expect(ada.sent('coachWorker-')).toBe(false)
  await ada.page.keyboard.type(blame)
  await expect(noticed(ada.page)).toHaveCount(1)
  expect(ada.sent('coachWorker-')).toBe(true)
  await ada.leaves()
})
