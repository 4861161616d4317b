import { execFile } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'
import { enter, type Person } from './people.ts'
import { openServer, type Server } from './server.ts'
import { test } from './test.ts'

/** Each starts and stops servers, and waits for what takes the app some seconds on purpose. */
test.describe.configure({ timeout: 60_000 })

interface Room {
  readonly id: string
  readonly ada: Person
  readonly ben: Person
}

/** Ada leads, Ben takes part. */
async function openRoom(browser: Browser, { url }: Server): Promise<Room> {
  const answer = await fetch(`${url}/api/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'The slow checkout' }),
  })
  const { id, links } = (await answer.json()) as { id: string; links: Record<'facilitator' | 'participant', string> }
  const ada = await enter(browser, links.facilitator, 'Ada')
  const ben = await enter(browser, links.participant, 'Ben')
  // What tells people about a server that is away must be here before it is.
  await Promise.all([ada, ben].map(({ page }) => page.waitForLoadState('networkidle')))
  await ben.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  return { id, ada, ben }
}

function sign({ page }: Person) {
  return page.getByRole('banner')
}

async function isSaved(person: Person) {
  await expect(sign(person).getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 })
}

function refusedLine({ page }: Person) {
  return page.getByRole('region', { name: 'Can’t be saved' })
}

async function writesNote(person: Person, words: string) {
  await person.writes('Note', words)
}

async function sees({ page }: Person, words: string) {
  await page.getByRole('tab', { name: 'Notes' }).click()
  await expect(notes(page).getByText(words)).toBeVisible({ timeout: 20_000 })
}

function notes(page: Page) {
  return page.getByRole('complementary', { name: 'Questions, notes and ideas' })
}

async function copied({ page }: Person): Promise<string> {
  await page.getByRole('button', { name: 'Copy my text' }).first().click()
  await expect(page.getByText(/^Copied: /).first()).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}

async function isUsableByAll({ page }: Person) {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
}

/** Ada, who leads, gives Ben a role. */
async function setsRole({ ada, ben, id }: Room, role: 'participant' | 'observer') {
  const participant = await ben.page.evaluate(async (path) => {
    const { participantId } = (await (await fetch(path)).json()) as { participantId: string }
    return participantId
  }, `/api/meetings/${id}`)
  const status = await ada.page.evaluate(
    async ([path, body]) => (await fetch(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })).status,
    [`/api/meetings/${id}/people/${participant}/role`, JSON.stringify({ role })] as const,
  )
  expect(status).toBe(204)
}

/** Everything that the sign has said since. */
async function recordSign({ page }: Person): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    Reflect.set(window, 'said', said)
    const banner = document.querySelector('header')
    if (banner)
      new MutationObserver(() => said.push(banner.innerText)).observe(banner, {
        subtree: true,
        childList: true,
        characterData: true,
      })
  })
  return () => page.evaluate(() => Reflect.get(window, 'said') as string[])
}

test('[I2] a restart in the middle of a sentence is a blink: nothing is lost, the caret stays, nobody is alarmed', async ({
  browser,
  ownServer,
}) => {
  const room = await openRoom(browser, ownServer)
  const { ada, ben } = room
  await ben.writes('Park an idea', 'An alert')
  await ben.page.getByRole('tab', { name: /My ideas/ }).click()
  const idea = ben.page.getByRole('tabpanel').getByRole('textbox').first()
  await idea.click()
  await idea.press('End')
  await ben.page.keyboard.type(' on the')
  await writesNote(ada, 'The graph of March')
  await isSaved(ada)
  const saidToBen = await recordSign(ben)

  await ownServer.kill()
  await ben.page.keyboard.type(' queue, a')
  await ownServer.restart()
  await ben.page.keyboard.type('nd one on its age')

  await expect(idea).toBeFocused()
  await expect(idea).toHaveValue('An alert on the queue, and one on its age')
  await isSaved(ben)
  await expect(ben.page.getByRole('button', { name: 'People, 2 here: Ada, Ben' })).toBeVisible({ timeout: 5_000 })
  expect((await saidToBen()).filter((text) => /Offline|Can’t/.test(text))).toEqual([])
  await writesNote(ben, 'Written after it')
  await sees(ada, 'Written after it')
  await ben.page.reload()
  await ben.page.getByRole('tab', { name: /My ideas/ }).click()
  await expect(ben.page.getByRole('tabpanel').getByRole('textbox').first()).toHaveValue(
    'An alert on the queue, and one on its age',
  )
  await ada.leaves()
  await ben.leaves()
})

test('[I2] who may no longer write keeps the words, can take them along, and has them saved once they may again', async ({
  browser,
  ownServer,
}) => {
  const room = await openRoom(browser, ownServer)
  const { ada, ben } = room
  await writesNote(ben, 'Saved while I could')
  await isSaved(ben)
  await ownServer.kill()
  await writesNote(ben, 'Written while the server was away')
  await ben.page.evaluate(() => dispatchEvent(new Event('offline')))
  await ownServer.restart()
  await setsRole(room, 'observer')
  await ben.page.evaluate(() => dispatchEvent(new Event('online')))

  await expect(refusedLine(ben)).toContainText('You may read here now, and not write.')
  const text = await copied(ben)
  expect(text).toContain('Written while the server was away')
  expect(text).not.toContain('Saved while I could')
  await ben.page.reload()
  await expect(refusedLine(ben)).toContainText('You may read here now')
  expect(await copied(ben)).toContain('Written while the server was away')

  await setsRole(room, 'participant')
  await expect(refusedLine(ben)).toHaveCount(0)
  await isSaved(ben)
  await sees(ada, 'Written while the server was away')
  await ada.leaves()
  await ben.leaves()
})

test('words that can’t be saved can be let go, and then the board is what everybody sees', async ({ browser, ownServer }) => {
  const room = await openRoom(browser, ownServer)
  const { ada, ben } = room
  await isSaved(ben)
  await ben.page.evaluate(() => dispatchEvent(new Event('offline')))
  await writesNote(ben, 'Never mind this')
  await setsRole(room, 'observer')
  await ben.page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(refusedLine(ben)).toBeVisible()
  await isUsableByAll(ben)
  await refusedLine(ben).getByRole('button', { name: 'What else?' }).click()
  await ben.page.getByRole('button', { name: 'Let go of them…' }).click()
  await isUsableByAll(ben)
  await Promise.all([ben.page.waitForEvent('load'), ben.page.getByRole('button', { name: 'Delete them' }).click()])
  await expect(sign(ben).getByText('Up to date')).toBeVisible()
  await expect(ben.page.getByText('Never mind this')).toHaveCount(0)
  await expect(refusedLine(ben)).toHaveCount(0)
  await ada.leaves()
  await ben.leaves()
})

/** For `NODE_OPTIONS`: a server that lives so many days later. */
function daysLater(days: number): Record<string, string> {
  const script = `const R=Date;const ms=${days * 86_400_000};globalThis.Date=class extends R{constructor(...a){a.length?super(...a):super(R.now()+ms)}static now(){return R.now()+ms}}`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` }
}

test('[I2] whose session has ended joins again in the room, as the same person, and what they wrote is saved', async ({
  browser,
  ownServer,
}) => {
  const { ada, ben } = await openRoom(browser, ownServer)
  await isSaved(ben)
  await ownServer.kill()
  await writesNote(ben, 'Written on the last day')
  await ownServer.restart(daysLater(31))

  const line = refusedLine(ben)
  await expect(line).toContainText('Your time in this browser has run out.', { timeout: 20_000 })
  await expect(sign(ben).getByText('You are no longer signed in')).toBeVisible()
  await writesNote(ben, 'And after it')
  expect(await copied(ben)).toContain('And after it')
  await line.getByRole('button', { name: 'Join again' }).click()
  await ben.page.getByRole('dialog').getByRole('button', { name: 'Join again' }).click()
  await isSaved(ben)
  await expect(line).toHaveCount(0)

  await expect(refusedLine(ada)).toBeVisible({ timeout: 20_000 })
  await refusedLine(ada).getByRole('button', { name: 'Join again' }).click()
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Join again' }).click()
  await sees(ada, 'Written on the last day')
  await sees(ada, 'And after it')
  await ada.leaves()
  await ben.leaves()
})

test('[I2] whom the server doesn’t know any more joins as somebody new, and is offered what they wrote before', async ({
  browser,
  ownServer,
}) => {
  const { id, ada, ben } = await openRoom(browser, ownServer)
  await isSaved(ben)
  await ownServer.kill()
  await writesNote(ben, 'Of my former self')
  await ben.context.clearCookies()
  await ownServer.restart()
  await expect(refusedLine(ben)).toBeVisible({ timeout: 20_000 })
  await refusedLine(ben).getByRole('button', { name: 'Join again' }).click()

  // First with a link that was renewed meanwhile.
  const renewed = await ada.page.evaluate(async (path) => {
    const answer = await fetch(path, { method: 'POST' })
    return ((await answer.json()) as { link: string }).link
  }, `/api/meetings/${id}/keys/participant`)
  const dialog = ben.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Join again' }).click()
  await expect(dialog.getByText('The link was renewed. Ask Ada for the new one; your words stay here.')).toBeVisible()
  await dialog.getByLabel('Your invitation link').fill(renewed)
  await Promise.all([ben.page.waitForEvent('load'), dialog.getByRole('button', { name: 'Join again' }).click()])

  await expect(refusedLine(ben)).toContainText('you wrote it as somebody else')
  expect(await copied(ben)).toContain('Of my former self')
  await writesNote(ben, 'As somebody new')
  await sees(ada, 'As somebody new')
  await refusedLine(ben).getByRole('button', { name: 'What else?' }).click()
  await ben.page.getByRole('button', { name: 'Let go of them…' }).click()
  await Promise.all([ben.page.waitForEvent('load'), ben.page.getByRole('button', { name: 'Delete them' }).click()])
  await isSaved(ben)
  await expect(refusedLine(ben)).toHaveCount(0)
  await ada.leaves()
  await ben.leaves()
})

test('at the door, words of an earlier visit can be taken along, and the link is remembered', async ({ browser, ownServer }) => {
  const { ada, ben } = await openRoom(browser, ownServer)
  await isSaved(ben)
  await ownServer.kill()
  await writesNote(ben, 'Left behind')
  await expect(sign(ben).getByText(/1 change is kept on this device/)).toBeVisible({ timeout: 20_000 })
  await ben.context.clearCookies()
  const address = ben.page.url()
  await ben.page.goto('about:blank')
  await ownServer.restart()
  await ben.page.goto(address)
  await expect(ben.page.getByRole('region', { name: 'Kept on this device' })).toContainText('1 change of yours is kept')
  expect(await copied(ben)).toContain('Left behind')
  await expect(ben.page.getByLabel('Your invitation link')).toHaveCount(0)
  await ben.page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(ben.page.locator('[data-phase]')).toBeVisible()
  await ada.leaves()
  await ben.leaves()
})

test('[I2] a server that answers nothing is noticed within seconds of waking up, and typing goes on', async ({
  browser,
  ownServer,
}) => {
  const { ada, ben } = await openRoom(browser, ownServer)
  await isSaved(ben)
  ownServer.freeze()
  try {
    await ben.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect(sign(ben).getByText('Reconnecting…')).toBeVisible({ timeout: 7_000 })
    await writesNote(ben, 'Into the silence')
    await expect(sign(ben).getByText('Offline. 1 change is kept on this device.')).toBeVisible({ timeout: 7_000 })
  } finally {
    ownServer.thaw()
  }
  await isSaved(ben)
  await sees(ada, 'Into the silence')
  await ada.leaves()
  await ben.leaves()
})

test('[I2] while the server’s disk is full it says so, says Saved by itself afterwards, and nothing is lost', async ({
  browser,
}) => {
  const disk = await openSmallDisk()
  test.skip(disk === null, 'a small disk can be mounted by root alone')
  if (disk === null) return
  const server = await openServer({ DATA_DIR: disk.path })
  try {
    const { ada, ben } = await openRoom(browser, server)
    await writesNote(ben, 'While there was room')
    await isSaved(ben)
    disk.fill()
    // Some pages are left in what the database has for itself.
    for (
      let n = 0;
      n < 40 &&
      !(await sign(ben)
        .getByText(/can’t write/)
        .isVisible());
      n += 1
    ) {
      await writesNote(ben, `${n}: ${'on and on '.repeat(400)}`)
    }
    await expect(
      sign(ben).getByText(/The server can’t write at the moment\. \d+ changes? (is|are) kept on this device\./),
    ).toBeVisible()
    await writesNote(ben, 'Onto a full disk')
    await sign(ben)
      .getByRole('button', { name: /can’t write/ })
      .click()
    expect(await copied(ben)).toContain('Onto a full disk')
    await ben.page.keyboard.press('Escape')
    await expect(ada.page.getByText('Onto a full disk')).toHaveCount(0)
    disk.free()
    await isSaved(ben)
    await sees(ada, 'Onto a full disk')
    await ada.leaves()
    await ben.leaves()
  } finally {
    await server.close()
    await disk.close()
  }
})

/** A file system of its own in memory; null where it can't be mounted. */
async function openSmallDisk() {
  const path = mkdtempSync(join(tmpdir(), 'second-story-e2e-disk-'))
  try {
    await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0700', 'tmpfs', path])
  } catch {
    rmdirSync(path)
    return null
  }
  const filler = join(path, 'filler')
  return {
    path,
    fill() {
      for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (;;) appendFileSync(filler, Buffer.alloc(size))
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
        }
      }
    },
    free: () => rmSync(filler, { force: true }),
    async close() {
      await promisify(execFile)('umount', ['--lazy', path])
      rmdirSync(path)
    },
  }
}

test('a browser that stores nothing says so once, and asks before unsaved words are closed', async ({ browser, ownServer }) => {
  const { ada, ben } = await openRoom(browser, ownServer)
  await ben.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError')
    }
  })
  await ben.page.reload()
  await expect(
    ben.page.getByText('This browser keeps no copy of what you write. Stay until it says Saved.').first(),
  ).toBeVisible()
  await isSaved(ben)
  await ben.page.evaluate(() => dispatchEvent(new Event('offline')))
  await writesNote(ben, 'Nowhere else')
  await expect(sign(ben).getByText('Offline. 1 change is in this page alone: keep it open.')).toBeVisible()
  const asked = new Promise<string>((resolve) => {
    ben.page.once('dialog', (dialog) => {
      resolve(dialog.type())
      void dialog.dismiss()
    })
  })
  await ben.page.close({ runBeforeUnload: true })
  expect(await asked).toBe('beforeunload')
  await ben.page.evaluate(() => dispatchEvent(new Event('online')))
  await isSaved(ben)
  await sees(ada, 'Nowhere else')
  await ben.page.close({ runBeforeUnload: true }) // asks nothing: all is on the server
  await expect.poll(() => ben.page.isClosed()).toBe(true)
  await ada.leaves()
  await ben.leaves()
})

test('[I2] storage that is full for a while is noticed, and afterwards holds everything again', async ({
  browser,
  ownServer,
}) => {
  const { ada, ben } = await openRoom(browser, ownServer)
  await isSaved(ben)
  await ben.page.evaluate(() => dispatchEvent(new Event('offline')))
  await writesNote(ben, 'While there was room')
  await expect(sign(ben).getByText('Offline. 1 change is kept on this device.')).toBeVisible()
  await ben.page.evaluate(() => {
    const { add } = IDBObjectStore.prototype
    Reflect.set(window, 'makeRoom', () => Object.assign(IDBObjectStore.prototype, { add }))
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await writesNote(ben, 'No room for this')
  await expect(sign(ben).getByText('Offline. 2 changes are in this page alone: keep it open.')).toBeVisible()
  await ben.page.evaluate(() => (Reflect.get(window, 'makeRoom') as () => void)())
  await writesNote(ben, 'Room again')
  await expect(sign(ben).getByText('Offline. 3 changes are kept on this device.')).toBeVisible()
  await ben.page.reload()
  await isSaved(ben)
  for (const words of ['While there was room', 'No room for this', 'Room again']) await sees(ada, words)
  await ada.leaves()
  await ben.leaves()
})

test('[I2] two tabs of one person each tell their own, and neither loses the other’s', async ({ browser, ownServer }) => {
  const { ada, ben } = await openRoom(browser, ownServer)
  await isSaved(ben)
  const page = await ben.context.newPage()
  const second: Person = { ...ben, page }
  await page.goto(ben.page.url())
  await isSaved(second)
  await ownServer.kill()
  await writesNote(ben, 'In the first tab')
  await page.getByRole('radio', { name: 'Note' }).click()
  for (const words of ['In the second tab', 'And once more']) {
    await page.locator('#composer-text').fill(words)
    await page.locator('#composer-text').press('Enter')
  }
  await expect(sign(ben).getByText('Offline. 1 change is kept on this device.')).toBeVisible({ timeout: 20_000 })
  await expect(sign(second).getByText('Offline. 2 changes are kept on this device.')).toBeVisible({ timeout: 20_000 })
  // One tab alone comes back: it holds what the other had written, too.
  await page.goto('about:blank')
  const address = ben.page.url()
  await ben.page.goto('about:blank')
  await ownServer.restart()
  await ben.page.goto(address)
  await isSaved(ben)
  for (const words of ['In the first tab', 'In the second tab', 'And once more']) await sees(ada, words)
  await ben.page.reload()
  await isSaved(ben)
  await ada.leaves()
  await ben.leaves()
})

test('[I2] a meeting that is full says so to whom it concerns, who goes on seeing what others write', async ({ browser }) => {
  const server = await openServer({ MAX_DOCUMENT_MIB: '1' })
  try {
    const { ada, ben } = await openRoom(browser, server)
    await isSaved(ben)
    const large = 'word '.repeat(80_000)
    for (
      let n = 0;
      n < 6 &&
      !(await sign(ben)
        .getByText(/Can’t be saved/)
        .isVisible());
      n += 1
    ) {
      await writesNote(ben, `${n} ${large}`)
      await expect(sign(ben).getByText(/^(Saved|Can’t be saved.*)$/)).toBeVisible()
    }
    await expect(refusedLine(ben)).toContainText('as large as the server allows')
    await ada.page.getByRole('tab', { name: 'Notes' }).click()
    await notes(ada.page).getByRole('button', { name: 'Delete the note' }).first().click()
    await ben.page.getByRole('tab', { name: 'Notes' }).click()
    await expect(notes(ben.page).getByText(/^0 word/)).toHaveCount(0)
    await ada.leaves()
    await ben.leaves()
  } finally {
    await server.close()
  }
})
