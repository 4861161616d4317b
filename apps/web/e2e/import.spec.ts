import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { enter, type Person } from './people.ts'
import { test } from './test.ts'

test.describe.configure({ timeout: 120_000 })

interface Importer extends Person {
  readonly dialog: Locator
  /** The preview’s rows, those near the screen. */
  readonly rows: Locator
  /** Opens the dialog from the draft or the timeline. */
  opens(): Promise<void>
  /** Puts text onto the clipboard’s way into the field. */
  pastes(text: string): Promise<void>
  chooses(...files: (string | { name: string; text: string })[]): Promise<void>
  adds(): Promise<void>
}

const newYork = { title: 'The Visual Guide stops answering', zone: 'America/New_York', incidentDate: '2018-02-10' }

async function meetingOf(url: string, details: object = newYork): Promise<{ facilitator: string; participant: string }> {
  const answer = await fetch(`${url}/api/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(details),
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { links: { facilitator: string; participant: string } }).links
}

async function enterToImport(browser: Browser, link: string, name = 'Ada'): Promise<Importer> {
  const person = await enter(browser, link, name)
  const { page } = person
  const dialog = page.getByRole('dialog', { name: 'Import into the timeline' })
  return {
    ...person,
    dialog,
    rows: dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox') }),
    async opens() {
      await page.getByRole('button', { name: /^Import a chat/ }).click()
      await expect(dialog).toBeVisible()
    },
    async pastes(text) {
      await dialog.getByLabel('Paste a timeline, a chat or an export').evaluate((field, words) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', words)
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, text)
      await expect(dialog.getByRole('list', { name: /^\d+ rows$/ })).toBeVisible()
    },
    async chooses(...files) {
      await dialog
        .locator('input[type=file]')
        .setInputFiles(
          files.every((file) => typeof file === 'string')
            ? files
            : files.flatMap((file) =>
                typeof file === 'string' ? [] : [{ name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) }],
              ),
        )
    },
    async adds() {
      await dialog.getByRole('button', { name: /^Add \d+ rows? to the timeline$/ }).click()
      await expect(dialog).toHaveCount(0)
    },
  }
}

/** Files true to what each product documents; kept beside the repository, and not everywhere. */
const samples = fileURLToPath(new URL('../../../../shared/samples/', import.meta.url))

/** What each sample is taken for, and how many rows it brings: those of `expected.json`, in the words of the screen. */
const sampleRows: readonly { files: readonly string[]; found: string; rows: number; first: string; last: string }[] = [
  {
    files: ['slack-export.json', 'slack-users.json', 'slack-channels.json'],
    found: 'Slack export, 11 messages',
    rows: 11,
    first: '15:26',
    last: '00:12',
  },
  {
    files: ['slack-export-software.json', 'slack-users.json'],
    found: 'Slack export, 3 messages',
    rows: 3,
    first: '15:20',
    last: '15:23',
  },
  { files: ['slack-thread-paste.txt'], found: 'Chat that was copied, 6 messages', rows: 6, first: '15:20', last: '16:14' },
  { files: ['slack-thread-paste-old.txt'], found: 'Chat that was copied, 4 messages', rows: 4, first: '15:20', last: '15:26' },
  { files: ['teams-chat-paste.txt'], found: 'Chat that was copied, 4 messages', rows: 4, first: '17:40', last: '15:23' },
  { files: ['discord-chat-paste.txt'], found: 'Chat that was copied, 4 messages', rows: 4, first: '23:58', last: '15:22' },
  { files: ['pagerduty-log-entries.json'], found: 'PagerDuty, 12 events', rows: 12, first: '15:26', last: '17:51' },
  { files: ['pagerduty-webhooks-v3.ndjson'], found: 'PagerDuty, 5 events', rows: 5, first: '15:26', last: '17:51' },
  { files: ['opsgenie-alert-logs.json'], found: 'Opsgenie, 5 events', rows: 5, first: '15:26', last: '17:51' },
  { files: ['alertmanager-webhook.json'], found: 'Prometheus Alertmanager, 3 events', rows: 3, first: '12:20', last: '13:01' },
  {
    files: ['alertmanager-webhook.json', 'alertmanager-webhook-resolved.json'],
    found: 'Prometheus Alertmanager, 6 events',
    rows: 6,
    first: '12:20',
    last: '16:23',
  },
  { files: ['grafana-webhook.json'], found: 'Grafana alerts, 3 events', rows: 3, first: '12:20', last: '16:21' },
  { files: ['github-issue-comments.json'], found: 'GitHub issue, 5 entries', rows: 5, first: '15:22', last: '17:52' },
  { files: ['github-issue.json'], found: 'GitHub issue, 2 entries', rows: 2, first: '15:21', last: '17:52' },
  { files: ['statuspage.json'], found: 'Statuspage, 5 updates', rows: 5, first: '15:24', last: '10:00' },
  { files: ['events.csv'], found: 'Table, 7 rows', rows: 7, first: '13:01', last: '17:50' },
  { files: ['events-semicolon.csv'], found: 'Table, 7 rows', rows: 7, first: '13:01', last: '17:50' },
  { files: ['events.tsv'], found: 'Table, 7 rows', rows: 7, first: '13:01', last: '17:50' },
  { files: ['timeline-list.md'], found: 'Timeline as text, 8 rows', rows: 8, first: '13:01', last: '00:12' },
  { files: ['timeline-table.md'], found: 'Timeline as text, 6 rows', rows: 6, first: '13:01', last: '00:12' },
  { files: ['timeline-plain.txt'], found: 'Timeline as text, 18 rows', rows: 18, first: '13:01', last: '00:12' },
]

test('every sample lands in the timeline as its format says', async ({ browser, server }) => {
  test.setTimeout(240_000)
  if (!existsSync(samples)) {
    process.stdout.write(`The samples are not at hand (${samples}): nothing was imported.\n`)
    return
  }
  const covered = new Set(sampleRows.flatMap(({ files }) => files))
  const all = Object.keys(JSON.parse(await readFile(join(samples, 'expected.json'), 'utf8')) as object)
  expect(all.filter((name) => !covered.has(name))).toEqual([])

  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  await ada.looksAt('Timeline')
  for (const { files, found, rows, first, last } of sampleRows) {
    await test.step(files.join(' and '), async () => {
      await ada.opens()
      await ada.chooses(...files.map((name) => join(samples, name)))
      await expect(ada.dialog.getByText(found)).toBeVisible()
      const zone = ada.dialog.getByLabel('In which time zone?')
      if (await zone.isVisible()) await zone.selectOption('America/New_York')
      await ada.dialog.getByRole('button', { name: 'Keep all' }).click()
      await expect(ada.dialog.getByRole('button', { name: `Add ${rows} rows to the timeline` })).toHaveAttribute(
        'aria-disabled',
        'false',
      )
      await ada.adds()
      await expect(timelineRows(ada)).toHaveCount(rows)
      await expect(timelineRows(ada).first()).toContainText(first)
      await expect(timelineRows(ada).last()).toContainText(last)
      await ada.page.getByRole('button', { name: 'Take back' }).click()
      await expect(timelineRows(ada)).toHaveCount(0)
      await ada.opens()
      await ada.dialog.getByRole('button', { name: 'Start over' }).click()
      await ada.page.keyboard.press('Escape')
    })
  }
  await ada.leaves()
})

const timelineRows = ({ page }: Person) => page.getByRole('main').getByRole('article')
const paris = { title: 'Imported', zone: 'Europe/Paris' }

const story = `Outage on 10 February 2018 (all times UTC)

13:01 Outage begins: last instance becomes unavailable
13:05 Ada is paged
no idea what this line is
13:20 Bo restarts fooserver-2
13:48 Outage mitigated
`

test('pasted text becomes rows that everybody sees, and one step of undo takes them all back', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const [ada, bo] = [await enterToImport(browser, links.facilitator), await enter(browser, links.participant, 'Bo')]
  for (const person of [ada, bo]) await person.looksAt('Timeline')
  await ada.opens()
  await ada.pastes(story)
  await expect(ada.dialog).toContainText('Timeline as text, 4 rows')

  await test.step('a row and its lines point at each other', async () => {
    await ada.rows.nth(2).getByRole('paragraph').last().click()
    await expect(ada.dialog.locator('[aria-current=true]').filter({ hasText: '13:20 Bo restarts' })).toBeVisible()
    await ada.dialog.getByRole('region', { name: 'Source' }).getByText('13:05 Ada is paged').click()
    await expect(ada.rows.nth(1).locator('[data-current=true]')).toBeVisible()
  })
  await test.step('what was left out says why, and is taken in by one click', async () => {
    await ada.dialog.getByRole('button', { name: /^Left out/ }).click()
    const left = ada.rows.filter({ hasText: 'Outage on 10 February 2018' })
    await expect(left).toContainText('Left out:')
    await left.getByRole('checkbox').check()
    await expect(ada.dialog.getByRole('button', { name: 'Add 5 rows to the timeline' })).toBeVisible()
    await left.getByRole('checkbox').uncheck()
    await ada.dialog.getByRole('button', { name: /^All/ }).click()
  })
  await ada.rows.nth(3).getByLabel('Mark').selectOption('resolved')
  await ada.rows.nth(1).getByRole('button', { name: 'Star' }).click()
  await ada.adds()

  for (const person of [ada, bo]) {
    await expect(timelineRows(person)).toHaveCount(4)
    await expect(timelineRows(person).first()).toContainText('08:01')
    await expect(timelineRows(person).first()).toContainText('Began')
    await expect(timelineRows(person).last()).toContainText('Resolved')
  }
  await expect(bo.page.getByRole('main')).toContainText('no idea what this line is')

  await ada.page.locator('h1').first().click()
  await ada.page.keyboard.press('Control+z')
  for (const person of [ada, bo]) await expect(timelineRows(person)).toHaveCount(0)
  await ada.page.keyboard.press('Control+Shift+z')
  await expect(timelineRows(bo)).toHaveCount(4)

  await test.step('the same text again is there already', async () => {
    await ada.opens()
    await ada.pastes(story)
    await expect(ada.dialog).toContainText('4 rows of these are in the timeline already.')
    await expect(ada.dialog.getByRole('checkbox', { checked: true }).filter({ hasNotText: 'Keep the other' })).toHaveCount(1)
    await expect(ada.dialog.getByRole('button', { name: 'Add 0 rows to the timeline' })).toHaveAttribute('aria-disabled', 'true')
  })
  await Promise.all([ada.leaves(), bo.leaves()])
})

test('what is not kept stays as supporting information', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  await ada.opens()
  await ada.pastes(story)
  await ada.rows.nth(1).getByRole('checkbox').uncheck()
  await ada.adds()
  await ada.looksAt('From the outside')
  await expect(ada.page.getByRole('main')).toContainText('Ada is paged')
  await expect(ada.page.getByRole('main')).not.toContainText('Bo restarts fooserver-2')
  await ada.leaves()
})

test('a date and a zone that the text leaves open are asked once, and the preview follows', async ({ browser, server }) => {
  const links = await meetingOf(server.url, paris)
  const ada = await enterToImport(browser, links.facilitator)
  await ada.looksAt('Timeline')
  await ada.opens()
  await ada.pastes('13:01 the guide stops answering\n13:05 Ada is paged\n')
  const add = ada.dialog.getByRole('button', { name: 'Add 2 rows to the timeline' })
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await expect(ada.dialog).toContainText('Say first which day it was.')
  await ada.dialog.getByLabel('Which day was it?').fill('2018-02-10')
  await expect(ada.rows.first()).toContainText('2018-02-10 13:01, zone?')
  await expect(ada.dialog).toContainText('Say first in which time zone these times are.')
  await ada.dialog.getByLabel('In which time zone?').selectOption('UTC')
  await expect(ada.rows.first()).toContainText('10 February 2018, 14:01')
  await ada.dialog.getByLabel('In which time zone?').selectOption({ label: 'Europe/Paris, as in this review' })
  await expect(ada.rows.first()).toContainText('10 February 2018, 13:01')
  await ada.adds()
  await expect(timelineRows(ada).first()).toContainText('13:01')
  await ada.leaves()
})

test('columns of a table are chosen beside a sample, and closing keeps what was decided', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  await ada.looksAt('Timeline')
  await ada.opens()
  await ada.pastes(
    'when,owner,happened,ticket\n2018-02-10T13:01Z,Ada,looks at the guide,T1\n2018-02-10T13:09Z,Bo,restarts it,T2\n',
  )
  await expect(ada.dialog).toContainText('Table, 2 rows')
  await ada.dialog.getByText(/^Columns:/).click()
  await ada.dialog.getByLabel('What happened').selectOption('ticket')
  await expect(ada.rows.first()).toContainText('T1')
  await ada.dialog.getByLabel('What happened').selectOption('happened')
  await expect(ada.rows.last()).toContainText('restarts it')
  await ada.rows.first().getByRole('checkbox').uncheck()

  await ada.page.keyboard.press('Escape')
  await expect(ada.dialog).toHaveCount(0)
  await ada.opens()
  await expect(ada.rows.first().getByRole('checkbox')).not.toBeChecked()
  await ada.adds()
  await expect(timelineRows(ada)).toHaveCount(1)
  await expect(timelineRows(ada)).toContainText('Bo: restarts it')
  await ada.leaves()
})

/** A channel of a day in the shape of Slack’s export, as many messages long. */
function slackExport(messages: number, words = 'looks at the graphs of the guide again'): string {
  const people = ['U1', 'U2', 'U3', 'U4']
  const message = (index: number) => ({
    type: 'message',
    user: people[index % people.length],
    ts: `${1518267600 + index}.${String(index % 1_000_000).padStart(6, '0')}`,
    text: `message ${index}: ${words}${index === 7 ? ' <https://graphs.example/7|the graph>' : ''}`,
    user_profile: { real_name: `Person ${people[index % people.length]}`, display_name: `person${index % people.length}` },
  })
  return JSON.stringify(Array.from({ length: messages }, (_, index) => message(index)))
}

test('a thousand messages come down to what matters, by person, by word and by range', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  await ada.looksAt('Timeline')
  await ada.opens()
  await ada.chooses({ name: '2018-02-10.json', text: slackExport(1000) })
  await expect(ada.dialog).toContainText('Slack export, 1,000 messages')
  // The one with a link.
  await expect(ada.dialog.getByRole('button', { name: 'Kept 1', exact: true })).toBeVisible()

  await ada.dialog.getByLabel('Of whom').selectOption({ label: 'person2 (250)' })
  await ada.dialog.getByLabel('Find words').fill('message 99')
  await expect(ada.dialog.getByRole('list', { name: '3 rows' })).toBeVisible()
  await ada.dialog.getByRole('button', { name: 'Keep these' }).click()
  await expect(ada.dialog.getByRole('button', { name: 'Add 4 rows to the timeline' })).toBeVisible()

  await ada.dialog.getByLabel('Find words').fill('')
  await ada.dialog.getByLabel('Of whom').selectOption('')
  // Filtering a thousand rows waits for the keys that are still pressed.
  await expect(ada.dialog.getByRole('list', { name: '1000 rows' })).toBeVisible()
  await ada.rows.nth(0).getByRole('checkbox').check()
  await ada.rows
    .nth(4)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expect(ada.dialog.getByRole('button', { name: 'Kept 9', exact: true })).toBeVisible()
  await ada.dialog.getByRole('button', { name: 'Make one row' }).click()
  await expect(ada.rows.first()).toContainText('5 in one row')
  await ada.adds()
  await expect(timelineRows(ada)).toHaveCount(5)
  await expect(timelineRows(ada).first()).toContainText('message 4')
  await ada.leaves()
})

test('a thousand rows at once are saved, reach the others, and go in one step', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const [ada, bo] = [await enterToImport(browser, links.facilitator), await enter(browser, links.participant, 'Bo')]
  for (const person of [ada, bo]) await person.looksAt('Timeline')
  await ada.opens()
  await ada.chooses({ name: '2018-02-10.json', text: slackExport(1000) })
  await ada.dialog.getByRole('button', { name: 'Keep all' }).click()
  await ada.dialog.getByRole('button', { name: 'Add 1,000 rows to the timeline' }).click()
  await expect(ada.dialog).toHaveCount(0)
  await expect(bo.page.getByRole('list', { name: '1000 rows' })).toBeVisible({ timeout: 30_000 })
  await expect(ada.page.getByRole('banner')).toContainText('Saved')
  await ada.page.getByRole('button', { name: 'Take back' }).click()
  await expect(bo.page.getByRole('main')).toContainText('Begin with the moment', { timeout: 30_000 })
  await Promise.all([ada.leaves(), bo.leaves()])
})

test('several lines that are pasted into the new row may become rows', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  await ada.looksAt('Timeline')
  await ada.page.getByRole('textbox', { name: 'What happened' }).evaluate((field, words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', words)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, story)
  await ada.page.getByRole('button', { name: 'Import them' }).click()
  await expect(ada.dialog.getByText('Timeline as text, 4 rows')).toBeVisible()
  await ada.leaves()
})

test('with the keyboard alone', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  const { keyboard } = ada.page
  await ada.looksAt('Timeline')
  await ada.page.getByRole('button', { name: /^Import a chat/ }).focus()
  await keyboard.press('Enter')
  await expect(ada.dialog.getByLabel('Paste a timeline, a chat or an export')).toBeFocused()
  await keyboard.insertText(story)
  await keyboard.press('Control+Enter')
  await expect(ada.dialog.getByText('Timeline as text, 4 rows')).toBeVisible()
  await ada.rows.first().getByRole('checkbox').focus()
  await keyboard.press('j')
  await expect(ada.rows.nth(1).getByRole('checkbox')).toBeFocused()
  await keyboard.press('Space')
  await expect(ada.rows.nth(1).getByRole('checkbox')).not.toBeChecked()
  await keyboard.press('s')
  await expect(ada.rows.nth(1).getByRole('button', { name: 'Starred' })).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('g')
  await expect(ada.rows.nth(2)).toContainText('2 in one row')
  await keyboard.press('g')
  await expect(ada.rows).toHaveCount(4)
  await ada.dialog.getByRole('button', { name: 'Add 3 rows to the timeline' }).focus()
  await keyboard.press('Enter')
  await expect(timelineRows(ada)).toHaveCount(3)
  await ada.leaves()
})

test('bad input says where and what was expected, and the good rest is taken', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  await ada.looksAt('Timeline')
  await ada.opens()
  await ada.chooses({ name: 'cut-off.json', text: slackExport(20).slice(0, -400) })
  await expect(ada.dialog.getByText('cut-off.json, line 1')).toContainText('expected')
  await ada.dialog.getByRole('button', { name: /^Add \d+ rows to the timeline$/ }).click()
  await expect(timelineRows(ada).first()).toBeVisible()
  await ada.opens()
  await ada.chooses({ name: 'empty.txt', text: '' })
  await expect(ada.dialog).toContainText('No row was found in it.')
  await ada.leaves()
})

test('everybody can use it: light, dark and on a phone', async ({ browser, server }) => {
  const links = await meetingOf(server.url)
  for (const options of [{ colorScheme: 'light' as const }, { colorScheme: 'dark' as const }]) {
    const ada = await enterToImport(browser, links.facilitator)
    await ada.page.emulateMedia({ ...options, reducedMotion: 'reduce' })
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      await ada.page.setViewportSize(viewport)
      if (viewport.width < 1000) await ada.page.reload()
      await expect(ada.page.locator('[data-phase] h1')).toBeVisible()
      await ada.opens()
      await expectNoViolations(ada.page)
      await ada.chooses(
        { name: 'chat.json', text: slackExport(8) },
        { name: 'notes.txt', text: '13:05 Ada is paged\n13:20 it is back\n' },
      )
      await expect(ada.rows.first()).toBeVisible()
      await ada.rows.first().getByRole('checkbox').focus()
      await expectNoViolations(ada.page)
      const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
    await ada.leaves()
  }
})

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    ),
  ).toEqual([])
}

test('20 MB of export are read beside the page, which never stands still, and can be cancelled', async ({
  browser,
  server,
}, info) => {
  const links = await meetingOf(server.url)
  const ada = await enterToImport(browser, links.facilitator)
  const { page } = ada
  await ada.opens()
  const text = slackExport(60_000, 'the instance answers nothing any more, and the graphs of it end at one o’clock; '.repeat(3))
  expect(text.length).toBeGreaterThan(20_000_000)
  // Through the page itself: handing a file this large over the wire of the test is work on the page’s own thread.
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { longTasks: tasks })
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({
      type: 'longtask',
    })
  })
  const path = info.outputPath('2018-02-10.json')
  await mkdir(info.outputDir, { recursive: true })
  await writeFile(path, text)

  await ada.chooses(path)
  await ada.dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(ada.dialog.getByRole('progressbar')).toHaveCount(0)
  await expect(ada.dialog.getByRole('button', { name: 'Show the rows' })).toBeVisible()

  await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0))
  const begin = Date.now()
  await ada.chooses(path)
  await expect(ada.dialog.getByText('Slack export, 60,000 messages')).toBeVisible({ timeout: 60_000 })
  await expect(ada.rows.first()).toBeVisible()
  const ms = Date.now() - begin
  const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks))
  const measured = `${(text.length / 1e6).toFixed(1)} MB in ${ms} ms, longest task ${longest} ms (0: none above 50)`
  info.annotations.push({ type: 'measured', description: measured })
  process.stdout.write(`Import of a Slack export: ${measured}\n`)
  // The figures are in docs/performance.md. Here other tests and their browsers take turns with this one.
  expect(longest).toBeLessThan(200)
  await ada.leaves()
})
