import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { enter, type Person } from './people.ts'
import { test } from './test.ts'

test.describe.configure({ timeout: 150_000 })

/** Makes a meeting as its facilitator would, and returns its three links. */
async function makeMeeting(page: Page): Promise<{ facilitator: string; participant: string; observer: string }> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Start a review' }).click()
  await page.getByLabel('Title').fill('The Visual Guide stops answering')
  await page.getByLabel('Date of the incident').fill('2018-02-10')
  await page.getByLabel('Told in the time of').selectOption('America/Los_Angeles')
  await page.getByLabel('Who led the response').fill('Gabe')
  await page.getByRole('button', { name: 'Make the room' }).click()
  await expect(page.getByRole('heading', { name: 'The room is ready' })).toBeFocused()
  return {
    participant: await page.getByLabel('For everybody who takes part', { exact: true }).inputValue(),
    observer: await page.getByLabel('For the curious', { exact: true }).inputValue(),
    facilitator: await page.getByLabel('For whoever facilitates', { exact: true }).inputValue(),
  }
}

const box = (person: Person, label: string | RegExp) => person.page.getByRole('textbox', { name: label })
const shows = (person: Person, text: string | RegExp) => expect(person.page.locator('main')).toContainText(text)

async function addsRow({ page }: Person, time: string, words: string) {
  const line = page.getByRole('form', { name: 'Add what happened' })
  await line.getByLabel('Time of the new row').fill(time)
  await line.getByLabel('What happened').fill(words)
  await line.getByLabel('What happened').press('Enter')
  await expect(page.getByRole('article').filter({ hasText: words })).toBeVisible()
}

async function addsLine({ page }: Person, label: string, words: string) {
  const box = page.getByLabel(label, { exact: true })
  await box.fill(words)
  await box.press('Enter')
  await expect(box).toHaveValue('')
}

test('one meeting from nothing to the exported review, with four people in it', async ({ browser, page }) => {
  const links = await makeMeeting(page)
  const remy = await enter(browser, links.facilitator, 'Remy')
  const ben = await enter(browser, links.participant, 'Ben')
  const graham = await enter(browser, links.participant, 'Graham')
  const olga = await enter(browser, links.observer, 'Olga')
  const everybody = [remy, ben, graham, olga]

  await test.step('no key stays in an address bar', async () => {
    for (const person of everybody) expect(new URL(person.page.url()).hash).toBe('')
  })

  await test.step('opening: the definition, who is here, and that they are with it', async () => {
    await remy.page.getByRole('button', { name: 'Next: Opening' }).click()
    for (const person of everybody) {
      await shows(person, 'Every person made the correct decision at every point along the way')
      await shows(person, 'Graham')
    }
    await ben.page.getByRole('main').getByRole('button', { name: 'I’m with it' }).click()
    await shows(olga, '1 of 4 so far')
  })

  await test.step('background: two write in one text, one of them in bold', async () => {
    await remy.page.getByRole('button', { name: 'Next: Background' }).click()
    await ben.page.getByText('The services involved').click()
    await box(ben, 'How it works').pressSequentially('The Visual Guide runs in docker-compose.')
    await shows(graham, 'The Visual Guide runs in docker-compose.')
    // One at the beginning, one at the end.
    await ben.page.getByText('The Visual Guide runs').click({ position: { x: 1, y: 8 } })
    await graham.page.getByText('The Visual Guide runs').click()
    await box(graham, 'How it works').press('ControlOrMeta+End')
    await Promise.all([
      box(graham, 'How it works').pressSequentially(' Its logs go to stdout.'),
      box(ben, 'How it works').pressSequentially('Three instances. '),
    ])
    for (const person of everybody) {
      await shows(person, 'Its logs go to stdout.')
      await shows(person, 'Three instances.')
    }
    await expect(ben.page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  })

  await test.step('the facilitator moves on; whoever writes is not torn away', async () => {
    await box(graham, 'How it works').press('Escape')
    await box(ben, 'How it works').press('ControlOrMeta+End')
    await ben.page.keyboard.type('!')
    await remy.page.getByRole('button', { name: 'Next: From the outside' }).click()
    await shows(graham, 'Two sentences for somebody who was not there.')
    await expect(ben.page.locator('[data-phase="background"]')).toBeVisible()
    await ben.page.getByRole('button', { name: 'Back to the group' }).click()
    await shows(ben, 'Two sentences for somebody who was not there.')
    await graham.page.getByText('What happened, for how long…').click()
    await graham.page.keyboard.type('All instances stopped answering for about an hour. | *not a list*')
    await graham.page.keyboard.press('Escape')
  })

  await test.step('timeline: rows keep the order of time, with marks and durations', async () => {
    await remy.page.getByRole('button', { name: 'Next: Timeline' }).click()
    await addsRow(ben, '16:14', 'Ben changes the healthcheck failure policy to Terminate Instance')
    await addsRow(graham, 'about 15:20', 'Graham writes in #software that he cannot open the Visual Guide')
    await addsRow(remy, '20180210-1301', 'The last instance becomes unavailable')
    await addsRow(ben, '', 'Somebody restarts the proxy')
    for (const person of everybody) {
      await expect(person.page.getByRole('article')).toHaveCount(4)
      const rows = await person.page.getByRole('article').allTextContents()
      expect(rows.map((row) => /last instance|Graham writes|Terminate|proxy/.exec(row)?.[0])).toEqual([
        'last instance',
        'Graham writes',
        'Terminate',
        'proxy',
      ])
    }
    await marks(remy, 'last instance', /^Began/)
    await marks(remy, 'Graham writes', /^Detected/)
    await marks(ben, 'Terminate', /^Mitigated/)
    for (const person of everybody) {
      await shows(person, /about 2 h 19 min/)
      await shows(person, /3 h 13 min/)
      await shows(person, /not known yet/i)
    }
  })

  await test.step('two edit the same row at once, and both words stay', async () => {
    const row = (person: Person) => person.page.getByRole('article').filter({ hasText: 'last instance' })
    // The cursor lands where the text was pressed.
    await row(ben)
      .getByText('The last instance becomes unavailable')
      .click({ position: { x: 1, y: 8 } })
    await row(graham).getByText('The last instance becomes unavailable').click()
    const rowBox = (person: Person) => row(person).getByRole('textbox')
    for (const person of [ben, graham]) await expect(rowBox(person)).toBeFocused()
    await rowBox(graham).press('ControlOrMeta+End')
    await Promise.all([rowBox(ben).pressSequentially('13:01 sharp: '), rowBox(graham).pressSequentially(', nobody sees it')])
    for (const person of everybody) await shows(person, '13:01 sharp: The last instance becomes unavailable, nobody sees it')
    // Ben takes his words back, in as many steps as his typing took; Graham's stay.
    await expect(async () => {
      await rowBox(ben).press('ControlOrMeta+z')
      expect(await rowBox(ben).textContent()).not.toContain('13')
    }).toPass()
    await expect(olga.page.locator('main')).not.toContainText('13:01 sharp')
    await shows(olga, 'The last instance becomes unavailable, nobody sees it')
    await rowBox(ben).press('Escape')
    await rowBox(graham).press('Escape')
  })

  await test.step('one goes offline, writes on, and comes back with every word', async () => {
    await ben.context.setOffline(true)
    await expect(ben.page.getByRole('banner').getByText(/Offline/)).toBeVisible()
    await addsRow(ben, '17:50', 'Ben deploys an image with pinned versions')
    await expect(ben.page.getByRole('banner').getByText(/kept on this device/)).toBeVisible()
    await addsRow(graham, '15:23', 'Gabe tests it and cannot open it either')
    await expect(graham.page.getByRole('article')).toHaveCount(5)
    await ben.context.setOffline(false)
    for (const person of everybody) await expect(person.page.getByRole('article')).toHaveCount(6)
    await expect(ben.page.getByRole('banner').getByText('Saved', { exact: true })).toBeVisible()
    await marks(ben, 'pinned versions', /^Resolved/)
  })

  await test.step('questions: asked, voted for, answered or left open', async () => {
    await graham.writes('Question', 'What did the dashboard show at 13:01?')
    await ben.writes('Question', 'Who else noticed before 15:20?')
    const question = (person: Person, words: string) => person.page.getByRole('listitem').filter({ hasText: words })
    await question(remy, 'Who else noticed')
      .getByRole('button', { name: /Curious too/ })
      .click()
    await expect(question(olga, 'Who else noticed')).toContainText('1 curious too')
    await question(ben, 'What did the dashboard')
      .getByRole('button', { name: /^Answer/ })
      .click()
    await ben.page.keyboard.type('It was green: alarms were never tested.')
    await ben.page.keyboard.press('Escape')
    await question(ben, 'What did the dashboard')
      .getByRole('button', { name: /Mark answered/ })
      .click()
    await graham.writes('Note', 'The status page was not linked from anywhere')
  })

  const benIdea = 'Terminate instances that fail their checks zq1'
  const grahamIdea = 'Support docker-compose in staging zq2'
  const withdrawn = 'Never mind this one zq3'
  const late = 'Test the alarms every month zq4'

  await test.step('[I1] parked ideas reach nobody but their author', async () => {
    await ben.writes('Park an idea', benIdea)
    await graham.writes('Park an idea', grahamIdea)
    await graham.writes('Park an idea', withdrawn)
    await remy.page.getByRole('button', { name: /^Next: Causes/ }).click()
    await shows(remy, 'Everything that had to be true')
    await remy.looksAt('Recommendations')
    await shows(remy, '3 ideas parked by 2 people')
    for (const person of everybody) {
      for (const idea of [benIdea, grahamIdea, withdrawn]) expect(person.received(idea), `${person.name}: ${idea}`).toBe(false)
    }
    const exported = await remy.page.request.get(
      `/api${new URL(remy.page.url()).pathname.replace('/m/', '/meetings/')}/export/markdown`,
    )
    const review = await exported.text()
    for (const idea of [benIdea, grahamIdea, withdrawn]) expect(review).not.toContain(idea)
    await remy.page.getByRole('button', { name: 'Back to the group' }).click()
  })

  await test.step('the room view for the shared screen is large, and holds nothing private', async () => {
    const screen = await remy.context.newPage()
    const opened: string[] = []
    screen.on('websocket', (socket) => opened.push(socket.url()))
    await screen.goto(`${remy.page.url()}/screen`)
    await expect(screen.getByRole('heading', { name: 'Causes' })).toBeVisible()
    await expect(screen.getByText('Only you see')).toHaveCount(0)
    await expect(screen.getByRole('textbox')).toHaveCount(0)
    expect(opened.filter((url) => /parked|desk/.test(url))).toEqual([])
    await screen.close()
  })

  await test.step('causes: always several, each with what supports it', async () => {
    await addsLine(ben, 'Add a cause', 'Operator error')
    await shows(ben, /Only you see this.*look right then/)
    await ben.page.getByRole('button', { name: 'Delete cause 1' }).click()
    await addsLine(ben, 'Add a cause', 'docker and docker-compose versions did not fit')
    await shows(ben, 'Only you see this')
    await addsLine(graham, 'Add a cause', 'The alarms were never tested')
    await expect(olga.page.getByRole('main').getByRole('listitem', { name: /^Cause/ })).toHaveCount(2)
    const second = graham.page.getByRole('listitem', { name: 'Cause 2' })
    await second.getByRole('button', { name: 'Rows that support it…' }).click()
    await graham.page
      .getByRole('dialog')
      .getByRole('checkbox', { name: /Graham writes/ })
      .check()
    await graham.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await shows(olga, /15:20.*Graham writes/)
    await shows(ben, 'Alternative actions')
  })

  await test.step('the facilitator shows a trap to the whole room and takes it away', async () => {
    await remy.page.getByRole('button', { name: /Show the room/ }).click()
    await remy.page.getByRole('menuitem', { name: 'Shopping bag' }).click()
    for (const person of everybody) await expect(person.page.getByRole('main')).toContainText(/hindsight|at the time|then/i)
  })

  await test.step('lessons in three parts', async () => {
    await remy.page.getByRole('button', { name: /^Next: Lessons/ }).click()
    await addsLine(ben, 'Add to: What went well', 'Terminating instances made it stable quickly')
    await addsLine(graham, 'Add to: What went wrong', 'We relied on users to tell us')
    await addsLine(ben, 'Add to: Where we got lucky', 'A colleague noticed before the public launch')
    await shows(olga, 'A colleague noticed before the public launch')
  })

  await test.step('[I1] the parking opens for everybody at once, without what was withdrawn', async () => {
    await remy.page.getByRole('button', { name: /^Next: Recommendations/ }).click()
    await graham.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: withdrawn })
      .getByRole('button', { name: 'Withdraw' })
      .click()
    await shows(remy, '2 ideas parked by 2 people')
    await remy.page.getByRole('button', { name: 'Open the parking' }).click()
    for (const person of everybody) {
      await shows(person, benIdea)
      await shows(person, grahamIdea)
      await expect(person.page.getByText(benIdea)).toHaveCount(1)
      expect(person.received(withdrawn)).toBe(false)
    }
    await ben.writes('Recommend', late)
    await shows(graham, late)
  })

  await test.step('recommendations: voted for, merged, kept', async () => {
    const item = (person: Person, words: string) => person.page.getByRole('main').getByRole('listitem').filter({ hasText: words })
    await item(graham, benIdea)
      .getByRole('button', { name: /want this too/ })
      .click()
    await item(remy, benIdea).getByRole('button', { name: 'What to do with it' }).click()
    await remy.page.getByRole('menuitem', { name: 'Keep it' }).click()
    await expect(item(olga, benIdea)).toContainText('kept')
  })

  await test.step('wrap-up: the exported review says what was said', async () => {
    await remy.page.getByRole('button', { name: /^Next: Wrap-up/ }).click()
    const [download] = await Promise.all([
      remy.page.waitForEvent('download'),
      remy.page.getByRole('link', { name: 'Markdown' }).click(),
    ])
    const review = await readFile(await download.path(), 'utf8')
    const inOrder = [
      '# ',
      'The Visual Guide stops answering',
      'Every person made the correct decision',
      '2018-02-10',
      'All instances stopped answering for about an hour.',
      'docker and docker-compose versions did not fit',
      'The alarms were never tested',
      benIdea,
      'Terminating instances made it stable quickly',
      'We relied on users to tell us',
      'A colleague noticed before the public launch',
      'The last instance becomes unavailable, nobody sees it',
      'Graham writes in #software',
      'Gabe tests it and cannot open it either',
      'Ben deploys an image with pinned versions',
      'Who else noticed before 15:20?',
    ]
    let from = 0
    for (const words of inOrder) {
      const at = review.replaceAll('\\', '').indexOf(words, from)
      expect(at, `“${words}” in order`).toBeGreaterThanOrEqual(from)
      from = at
    }
    expect(review).not.toContain(withdrawn)
  })

  for (const person of everybody) await person.leaves()
})

/** Sets a row's mark through its menu. */
async function marks({ page }: Person, row: string, mark: RegExp) {
  const article = page.getByRole('article').filter({ hasText: row })
  await article.hover()
  await article.getByRole('button', { name: /mark/i }).first().click()
  await page
    .getByRole('menuitemradio', { name: mark })
    .or(page.getByRole('menuitem', { name: mark }))
    .first()
    .click()
  await expect(article).toContainText(new RegExp(mark.source.slice(1)))
}
