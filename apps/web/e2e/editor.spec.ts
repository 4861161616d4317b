import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, expect, type Locator, type Page, test as base } from '@playwright/test'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { serveHarness } from './harness/serve.ts'

declare global {
  interface Window {
    harness: { board: Y.Doc; awareness: Awareness; undoManager: Y.UndoManager; Y: typeof Y }
    violations: string[]
  }
}

interface Writers {
  /** A page of its own, on a document shared with all other writers of the test. */
  (name: string, options?: { mayFailToLoad: boolean }): Promise<Writer>
}

interface Writer {
  page: Page
  /** Where the text stands, read or edited. */
  text(title: string): Locator
  /** The textbox, while it is edited. */
  editor(title: string): Locator
  carets(title: string): Locator
  edit(title: string): Promise<Locator>
  writes(title: string, words: string): Promise<void>
  pastes(title: string, data: Record<string, string>): Promise<void>
}

/** Every test also promises that nothing it does breaks the page's policy, or throws. */
const test = base.extend<{ opens: Writers }, { harness: string }>({
  harness: [
    // Playwright reads from this very pattern which fixtures it needs: none.
    async ({}, use) => {
      const harness = await serveHarness()
      await use(harness.url)
      await harness.close()
    },
    { scope: 'worker' },
  ],
  opens: async ({ context, harness }, use) => {
    const errors: string[] = []
    const pages: Page[] = []
    await use(async (name, options) => {
      const page = await openPage(context, options?.mayFailToLoad ? [] : errors)
      pages.push(page)
      await page.goto(`${harness}/?as=${name}`)
      return writer(page)
    })
    for (const page of pages) expect(await page.evaluate(() => window.violations)).toEqual([])
    expect(errors).toEqual([])
  },
})

test('two people write in one text at the same time', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  await ada.writes('Summary', 'The queue was full.')
  await expect(bo.text('Summary')).toContainText('The queue was full.')
  await bo.edit('Summary')
  await Promise.all([ada.page.keyboard.type(' Nobody saw it.'), bo.page.keyboard.type(' Alerts were quiet.')])
  for (const { editor } of [ada, bo]) {
    await expect(editor('Summary')).toContainText('Nobody saw it.')
    await expect(editor('Summary')).toContainText('Alerts were quiet.')
  }
  await expect(ada.editor('Summary')).toHaveText((await bo.editor('Summary').textContent()) ?? '')
})

test('where somebody writes is shown with their name, in that text alone, and to eyes alone', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  await ada.writes('Summary', 'Hello')
  await bo.edit('Summary')
  const caret = bo.carets('Summary')
  await expect(caret).toHaveAttribute('data-name', 'Ada')
  await expect(caret).toHaveAttribute('aria-hidden', 'true')
  await expect(bo.editor('Summary')).toHaveText('Hello')

  await ada.edit('Impact')
  await expect(caret).toHaveCount(0)
  await bo.edit('Impact')
  await expect(bo.carets('Impact')).toHaveAttribute('data-name', 'Ada')
  await expect(ada.carets('Impact')).toHaveAttribute('data-name', 'Bo')

  await ada.page.keyboard.press('Escape')
  await expect(bo.carets('Impact')).toHaveCount(0)
})

test('what somebody has selected is marked', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  await ada.writes('Summary', 'one two')
  await ada.page.keyboard.press('ControlOrMeta+a')
  await bo.edit('Summary')
  await expect(bo.editor('Summary').locator('span[data-colour]', { hasText: 'one two' })).toBeVisible()
})

test('[I3] a caret that is none, or is nowhere, harms nobody', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  await ada.writes('Summary', 'Hello')
  await bo.edit('Summary')
  const roots = await bo.page.evaluate(() => [...window.harness.board.share.keys()])
  const cursors = [
    'nonsense',
    { anchor: 1, head: {} },
    { anchor: { type: { client: 9, clock: 9 } }, head: { type: { client: 9, clock: 9 } } },
    { anchor: { tname: 'other', item: null, type: null }, head: { tname: 'other', item: null, type: null } },
  ]
  for (const cursor of cursors) {
    await ada.page.evaluate((value) => window.harness.awareness.setLocalStateField('cursor', value), cursor)
  }
  await ada.page.keyboard.type('!')
  await expect(bo.editor('Summary')).toHaveText('Hello!')
  await expect(bo.carets('Summary')).toHaveAttribute('data-name', 'Ada')
  expect(await bo.page.evaluate(() => [...window.harness.board.share.keys()])).toEqual(roots)
})

test('undo takes back only one’s own words', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  await ada.writes('Summary', 'Ada was here.')
  await expect(bo.text('Summary')).toContainText('Ada was here.')
  await bo.edit('Summary')
  await bo.page.keyboard.type(' Bo too.')
  await expect(ada.editor('Summary')).toContainText('Bo too.')
  await ada.page.keyboard.press('ControlOrMeta+z')
  await expect(ada.editor('Summary')).toHaveText(' Bo too.')
  await expect(bo.editor('Summary')).toHaveText(' Bo too.')
  await ada.page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(bo.editor('Summary')).toHaveText('Ada was here. Bo too.')
})

test('what others write meanwhile does not cut one’s own step of undo in two', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  // A pause would begin another step. Yjs keeps the clock that was there when it was loaded, so that can't be held any more.
  await ada.page.evaluate(() => {
    window.harness.undoManager.captureTimeout = Number.POSITIVE_INFINITY
  })
  await ada.writes('Summary', 'one')
  await expect(bo.text('Summary')).toContainText('one')
  await bo.edit('Summary')
  await expect(ada.carets('Summary')).toHaveCount(1)
  const place = () => ada.carets('Summary').boundingBox()
  const before = await place()
  await bo.page.keyboard.type('!')
  await expect(ada.editor('Summary')).toHaveText('one!')
  await expect.poll(place).not.toEqual(before)
  await ada.page.keyboard.type(' two')
  await expect(ada.editor('Summary')).toHaveText('one two!')
  await ada.page.keyboard.press('ControlOrMeta+z')
  await expect(ada.editor('Summary')).toHaveText('!')
})

test('one history outlives the editors: words of two closed editors and a list, in order', async ({ opens }) => {
  const { page, text, writes } = await opens('Ada')
  const undo = page.getByRole('button', { name: 'Undo' })
  const redo = page.getByRole('button', { name: 'Redo' })
  const entries = page.getByText(/^Entries:/)
  await writes('Summary', 'First.')
  await page.keyboard.press('Escape')
  await writes('Impact', 'Second.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add an entry' }).click()
  await expect(entries).toHaveText('Entries: 1')

  await undo.click()
  await expect(entries).toHaveText('Entries: 0')
  await expect(text('Impact')).toContainText('Second.')
  await undo.click()
  await expect(text('Impact')).toContainText('Who was affected')
  await expect(text('Summary')).toContainText('First.')
  await undo.click()
  await expect(text('Summary')).toContainText('What happened')

  for (let step = 0; step < 3; step++) await redo.click()
  await expect(text('Summary')).toContainText('First.')
  await expect(text('Impact')).toContainText('Second.')
  await expect(entries).toHaveText('Entries: 1')
})

test('undo puts the caret back to where the change was', async ({ opens }) => {
  const { page, editor, edit, writes } = await opens('Ada')
  await writes('Summary', 'one two')
  await page.keyboard.press('Escape')
  await edit('Summary')
  for (let letter = 0; letter < 'two'.length; letter++) await page.keyboard.press('ArrowLeft')
  // The browser tells of the new selection in its own time, later than a script types.
  await expect.poll(() => page.evaluate(ownCaret)).toBe('one '.length)
  await page.keyboard.type('and ')
  await page.keyboard.press('End')
  await expect.poll(() => page.evaluate(ownCaret)).toBe('one and two'.length)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor('Summary')).toHaveText('one two')
  await page.keyboard.type('>')
  await expect(editor('Summary')).toHaveText('one >two')
})

test('after a redo, what others write leaves the caret where it is', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  const bringHome = async ({ page }: Writer) => {
    // The browser tells of a moved caret in its own time, and what is drawn before that puts the old one back.
    await expect(async () => {
      await page.keyboard.press('Home')
      expect(await page.evaluate(ownCaret)).toBe(0)
    }).toPass()
  }
  await ada.writes('Summary', 'one two')
  await ada.page.keyboard.press('Escape')
  await ada.edit('Summary')
  await ada.page.keyboard.type(' three')
  await expect(bo.text('Summary')).toContainText('one two three')
  await bo.edit('Summary')
  await bringHome(bo)
  await ada.page.keyboard.press('ControlOrMeta+z')
  await expect(ada.editor('Summary')).toHaveText('one two')
  await bringHome(ada)
  await ada.page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(bo.editor('Summary')).toHaveText('one two three')

  await bo.page.keyboard.type('!')
  await expect(ada.editor('Summary')).toHaveText('!one two three')
  await ada.page.keyboard.type('>')
  await expect(ada.editor('Summary')).toHaveText('>!one two three')
})

test('with nothing of one’s own to take back, undo changes nothing', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  await ada.writes('Summary', 'mine')
  await expect(bo.text('Summary')).toContainText('mine')
  await bo.edit('Summary')
  await bo.page.keyboard.type(' theirs')
  await expect(ada.editor('Summary')).toHaveText('mine theirs')
  for (let times = 0; times < 4; times++) await ada.page.keyboard.press('ControlOrMeta+z')
  await ada.page.keyboard.type('!')
  await expect(ada.editor('Summary')).toHaveText('! theirs')
  await expect(bo.editor('Summary')).toHaveText('! theirs')
})

test('a closed editor leaves nothing behind in the history that outlives it', async ({ opens }) => {
  const { page, edit } = await opens('Ada')
  const listeners = () =>
    page.evaluate(() => [...window.harness.undoManager._observers.values()].reduce((total, { size }) => total + size, 0))
  const before = await listeners()
  await edit('Summary')
  expect(await listeners()).toBeGreaterThan(before)
  await page.keyboard.press('Escape')
  await expect.poll(listeners).toBe(before)
})

test('the caret of somebody who closes an editor is told once, as gone', async ({ opens }) => {
  const { page, editor, writes } = await opens('Ada')
  await writes('Summary', 'word')
  await page.evaluate(() => {
    const told: unknown[] = []
    Object.assign(window, { told })
    window.harness.awareness.on('update', () => told.push(window.harness.awareness.getLocalState()?.['cursor']))
  })
  await page.keyboard.press('Escape')
  await expect(editor('Summary')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Edit Summary' })).toBeFocused()
  await expect.poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told)).toEqual([null])
})

const pastes: { from: string; data: Record<string, string>; lines: string[] }[] = [
  { from: 'lines of plain text', data: { 'text/plain': 'one\ntwo\r\nthree' }, lines: ['one', 'two', 'three'] },
  {
    from: 'Word',
    data: {
      'text/html': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin: 0cm; font-weight: bold}</style></head>
<body><h1 style='mso-pagination:none'>Outage</h1><p class=MsoNormal style="margin-left:36pt;color:red"><b><span lang=EN-GB>Queue</span></b><o:p>&nbsp;</o:p>full</p></body></html>`,
    },
    lines: ['Outage', 'Queue full'],
  },
  {
    from: 'Google Docs',
    data: {
      'text/html':
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38;"><span style="font-weight:700;">Bold</span><span style="font-weight:400;"> and not</span></p></b>',
    },
    lines: ['Bold and not'],
  },
  {
    from: 'a table',
    data: {
      'text/html':
        '<table><tbody><tr><td style="width:9px">10:02</td><td>Alert</td></tr><tr><th>10:05</th><td>Ack</td></tr></tbody></table>',
    },
    lines: ['10:02 Alert', '10:05 Ack'],
  },
  {
    from: 'a table of paragraphs',
    data: { 'text/html': '<table><tr><td><p>10:02</p></td><td><p>Alert</p></td></tr></table>' },
    lines: ['10:02', 'Alert'],
  },
  {
    from: 'Slack',
    data: {
      'text/html':
        '<meta charset="utf-8"><span class="c-message"><b data-stringify-type="bold">Ana</b> restarted <code data-stringify-type="code">api</code></span><ul data-indent="0"><li>then</li><li>calm<img src="x.png" alt=":tada:" onerror="alert(1)"></li></ul>',
    },
    lines: ['Ana restarted api', 'then', 'calm'],
  },
  {
    from: 'a page that means harm',
    data: { 'text/html': '<p><a href="javascript:alert(1)">press</a> <script>alert(1)</script><a href="/m/1">here</a></p>' },
    lines: ['press here'],
  },
]

for (const { from, data, lines } of pastes) {
  test(`[I6] no word is lost of what is pasted from ${from}`, async ({ opens }) => {
    const ada = await opens('Ada')
    await ada.pastes('Summary', data)
    await ada.page.keyboard.press('Escape')
    const shown = await ada.text('Summary').innerText()
    const words = shown.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim())
    expect(words.filter((line) => line !== '')).toEqual(lines)
    await expect(ada.text('Summary').getByRole('link')).toHaveCount(0)
  })
}

test('styles of a paste become marks', async ({ opens }) => {
  const ada = await opens('Ada')
  await ada.pastes('Summary', {
    'text/html':
      '<b style="font-weight:normal"><p style="color:red">a <span data-x="a > b" style="font-weight:700">bold</span> <span style=\'font-style:italic\'>leaning</span></p></b>',
  })
  await expect(ada.editor('Summary').locator('strong')).toHaveText('bold')
  await expect(ada.editor('Summary').locator('em')).toHaveText('leaning')
})

test('marks survive a paste, and files are not taken for addresses', async ({ opens }) => {
  const ada = await opens('Ada')
  await ada.pastes('Summary', { 'text/html': '<p><b>bold</b> <a href="https://example.org/a">page</a></p>' })
  await ada.page.keyboard.type(' run deploy.sh or https://example.org/b now')
  const editor = ada.editor('Summary')
  await expect(editor.locator('strong')).toHaveText('bold')
  await expect(editor.locator('a')).toHaveCount(2)
  await expect(editor.locator('a').nth(0)).toHaveAttribute('rel', 'noopener noreferrer')
  await expect(editor.locator('a').nth(1)).toHaveAttribute('href', 'https://example.org/b')
})

test('a link is followed with Ctrl while editing, and opens apart', async ({ opens, context }) => {
  const ada = await opens('Ada')
  await context.route('https://example.org/**', (route) => route.fulfill({ body: 'there' }))
  await ada.pastes('Summary', { 'text/html': '<p>see <a href="https://example.org/a">page</a></p>' })
  await ada.editor('Summary').locator('a').click()
  expect(context.pages()).toHaveLength(1)
  const opened = context.waitForEvent('page')
  await ada
    .editor('Summary')
    .locator('a')
    .click({ modifiers: ['ControlOrMeta'] })
  const page = await opened
  await expect(page).toHaveURL('https://example.org/a')
  expect(await page.evaluate(() => window.opener === null)).toBe(true)
  expect(context.pages()).toHaveLength(2)
})

test('a press on a text opens its editor at that very letter', async ({ opens }) => {
  const { page, text, editor, writes } = await opens('Ada')
  await writes('Summary', 'aaaaaaaaaabbbbbbbbbb')
  await page.keyboard.press('Escape')
  const box = await text('Summary')
    .getByText('aaaaaaaaaabbbbbbbbbb')
    .evaluate((paragraph) => {
      const range = document.createRange()
      range.setStart(paragraph.firstChild ?? paragraph, 10)
      const { x, y, height } = range.getBoundingClientRect()
      return { x, y: y + height / 2 }
    })
  await page.mouse.click(box.x, box.y)
  await expect(editor('Summary')).toBeFocused()
  await page.keyboard.type('|')
  await expect(editor('Summary')).toHaveText('aaaaaaaaaa|bbbbbbbbbb')
})

test('a text looks the same, in the same place, read or edited', async ({ opens }) => {
  const { page, text, editor, pastes: paste } = await opens('Ada')
  await paste('Summary', {
    'text/html': '<p>one</p><ul><li>two</li><li>three</li></ul><blockquote>four</blockquote><pre>five</pre><p>six</p>',
  })
  const last = editor('Summary').getByText('six')
  const edited = await last.boundingBox()
  await page.keyboard.press('Escape')
  expect(await text('Summary').getByText('six').boundingBox()).toEqual(edited)
})

test('by keyboard: Enter opens, Escape closes, and the focus is where it was', async ({ opens }) => {
  const { page, editor } = await opens('Ada')
  const opener = page.getByRole('button', { name: 'Edit Summary' })
  await opener.press('Enter')
  await expect(editor('Summary')).toBeFocused()
  await page.keyboard.type('Hi')
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()
})

test('[I7] keys typed while the editor is on its way are not lost', async ({ opens, context }) => {
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => (release = resolve))
  await context.route('**/RichTextEditor-*.js', async (route) => {
    await held
    await route.continue()
  })
  const { page, editor, text } = await opens('Ada')
  await text('Summary').getByText('What happened').click()
  await page.keyboard.type('Typed early')
  await expect(text('Summary')).toContainText('What happened')
  release()
  await expect(editor('Summary')).toHaveText('Typed early')
  await page.keyboard.type(', and late')
  await expect(editor('Summary')).toHaveText('Typed early, and late')
})

test('[I7] an editor that could not be loaded says so, and comes when it is asked for again', async ({ opens, context }) => {
  const chunk = '**/RichTextEditor-*.js*'
  await context.route(chunk, (route) => route.fulfill({ status: 503 }))
  const { page, editor, text } = await opens('Ada', { mayFailToLoad: true })
  const opener = page.getByRole('button', { name: 'Edit Summary' })
  const alert = text('Summary').getByRole('alert')
  await opener.press('Enter')
  await expect(alert).toContainText('could not be loaded')
  // Twice, as the browser remembers each address that failed.
  await opener.press('Enter')
  await expect(alert).toContainText('could not be loaded')

  await context.unroute(chunk)
  await opener.press('Enter')
  await expect(editor('Summary')).toBeFocused()
  await page.keyboard.type('At last')
  await expect(editor('Summary')).toHaveText('At last')
})

test('in a line, Enter ends and Shift+Enter starts another paragraph', async ({ opens }) => {
  const { page, editor, text, writes } = await opens('Ada')
  await writes('Line', 'one')
  await expect(page.getByRole('toolbar')).toHaveCount(0)
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('two')
  await expect(editor('Line').locator('p')).toHaveText(['one', 'two'])
  await page.keyboard.press('Enter')
  await expect(page.getByText('Ended: 1')).toBeVisible()
  await expect(text('Line').locator('p')).toHaveText(['one', 'two'])
  await expect(page.getByRole('button', { name: 'Edit Line' })).toBeFocused()
})

test('the toolbar is one stop for Tab, and its arrows move inside', async ({ opens }) => {
  const { page, editor, writes } = await opens('Ada')
  await writes('Summary', 'word')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Alt+F10')
  const toolbar = page.getByRole('toolbar', { name: 'Formatting of Summary' })
  const bold = toolbar.getByRole('button', { name: 'Bold' })
  await expect(bold).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(toolbar.getByRole('button', { name: 'Italic' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor('Summary')).toBeFocused()
  await expect(editor('Summary').locator('em')).toHaveText('word')
  await expect(toolbar.getByRole('button', { name: 'Italic' })).toHaveAttribute('aria-pressed', 'true')

  await toolbar.getByRole('button', { name: 'List', exact: true }).click()
  await expect(editor('Summary').locator('ul li')).toHaveText('word')
  await expect(editor('Summary')).toBeFocused()
})

test('a link is set in a form of its own, and only to where it may lead', async ({ opens }) => {
  const { page, editor, writes } = await opens('Ada')
  await writes('Summary', 'runbook')
  await page.keyboard.press('ControlOrMeta+a')
  await page.getByRole('button', { name: 'Link' }).click()
  const address = page.getByRole('textbox', { name: 'Link address' })
  await expect(address).toBeFocused()
  await page.keyboard.type('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('A link starts with')
  await address.fill('wiki.example.org/run')
  await page.keyboard.press('Enter')
  await expect(editor('Summary')).toBeFocused()
  await expect(editor('Summary').locator('a')).toHaveAttribute('href', 'https://wiki.example.org/run')

  await page.keyboard.press('ControlOrMeta+Shift+k')
  await expect(address).toHaveValue('https://wiki.example.org/run')
  await page.getByRole('button', { name: 'Remove link' }).click()
  await expect(editor('Summary').locator('a')).toHaveCount(0)
  await expect(editor('Summary')).toHaveText('runbook')
})

test('the editor closes when the focus goes elsewhere, and the press that took it there counts', async ({ opens }) => {
  const { page, editor, writes } = await opens('Ada')
  await writes('Summary', 'word')
  await page.getByRole('button', { name: 'Add an entry' }).click()
  await expect(page.getByText('Entries: 1')).toBeVisible()
  await expect(editor('Summary')).toHaveCount(0)
})

test('plain text of another program becomes a text to edit', async ({ opens }) => {
  const ada = await opens('Ada')
  await ada.page.evaluate(() => window.harness.board.getMap('texts').set('plain', 'from a script\nin two lines'))
  await ada.edit('Plain')
  await ada.page.keyboard.type('!')
  await expect(ada.editor('Plain').locator('p')).toHaveText(['from a script', 'in two lines!'])
})

test('[I6] an editor lets go of what it would delete, and opens it again with every word', async ({ opens }) => {
  const [ada, bo] = [await opens('Ada'), await opens('Bo')]
  await ada.writes('Summary', 'ours')
  await expect(bo.text('Summary')).toContainText('ours')
  await bo.page.evaluate(() => {
    const { board, Y: yjs } = window.harness
    const heading = new yjs.XmlElement('heading')
    heading.insert(0, [new yjs.XmlText('theirs')])
    board.getXmlFragment('summary').push([heading])
  })
  await expect(ada.editor('Summary')).toHaveCount(0)
  await expect(ada.text('Summary')).toContainText('theirs')
  await ada.edit('Summary')
  await expect(ada.editor('Summary').locator('p')).toHaveText(['ours', 'theirs'])
  await ada.page.keyboard.type('!')
  await expect(bo.text('Summary').locator('p')).toHaveText(['ours', 'theirs!'])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an editor is accessible, in ${colorScheme}`, async ({ opens }) => {
    const [ada, bo] = [await opens('Ada'), await opens('Bo')]
    await bo.writes('Summary', 'selected by Bo')
    await bo.page.keyboard.press('ControlOrMeta+a')
    await ada.page.emulateMedia({ colorScheme })
    await ada.edit('Summary')
    await expect(ada.carets('Summary')).toHaveCount(1)
    const { violations } = await new AxeBuilder({ page: ada.page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    const textbox = ada.page.getByRole('textbox', { name: 'Summary' })
    await expect(textbox).toHaveAttribute('aria-multiline', 'true')
  })
}

async function openPage(context: BrowserContext, errors: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  await page.addInitScript(() => {
    window.violations = []
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  return page
}

/** In the page: the index, in its text, of the caret that others are told of. */
function ownCaret(): number | null {
  const { awareness, board, Y: yjs } = window.harness
  const cursor: unknown = awareness.getLocalState()?.['cursor']
  if (typeof cursor !== 'object' || cursor === null || !('head' in cursor)) return null
  const place = yjs.createAbsolutePositionFromRelativePosition(yjs.createRelativePositionFromJSON(cursor.head), board)
  return place?.index ?? null
}

function writer(page: Page): Writer {
  const text = (title: string) => page.getByRole('region', { name: title })
  const editor = (title: string) => text(title).getByRole('textbox', { name: title, exact: true })
  const edit = async (title: string) => {
    await text(title)
      .getByRole('button', { name: `Edit ${title}` })
      .press('Enter')
    await expect(editor(title)).toBeFocused()
    return editor(title)
  }
  return {
    page,
    text,
    editor,
    edit,
    carets: (title) => editor(title).locator('[data-name]'),
    async writes(title, words) {
      await edit(title)
      await page.keyboard.type(words)
    },
    async pastes(title, data) {
      const target = await edit(title)
      await target.evaluate((element, kinds) => {
        const clipboardData = new DataTransfer()
        for (const [kind, value] of Object.entries(kinds)) clipboardData.setData(kind, value)
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, data)
    },
  }
}
