import { test } from '@playwright/test'
import { serveHarness } from './harness/serve.ts'
test('x', async ({ context, page }) => {
  const h = await serveHarness()
  page.on('requestfinished', async (r) => { if (r.url().includes('Editor')) console.log(r.url(), (await r.response())?.status()) })
  page.on('requestfailed', (r) => { if (r.url().includes('Editor')) console.log('FAILED', r.url()) })
  page.on('console', (m) => console.log(m.text()))
  await context.route('**/RichTextEditor-*.js', (r) => r.fulfill({ status: 503 }))
  await page.goto(h.url + '/?as=Ada')
  await page.getByRole('button', { name: 'Edit Summary' }).press('Enter'); await page.waitForTimeout(500)
  await page.keyboard.press('Escape')
  await context.unroute('**/RichTextEditor-*.js')
  await page.waitForTimeout(500)
  await page.getByRole('button', { name: 'Edit Summary' }).press('Enter'); await page.waitForTimeout(1500)
  console.log(await page.getByRole('region', { name: 'Summary' }).innerHTML())
  await h.close()
})
