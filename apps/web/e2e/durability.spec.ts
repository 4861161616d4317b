import { expect } from '@playwright/test'
import { enter } from './people.ts'
import { test } from './test.ts'

test('[I2] a server killed while people write loses nothing that was shown as saved, and they go on by themselves', async ({
  browser,
  ownServer,
  request,
}) => {
  test.setTimeout(60_000)
  const created = await request.post(`${ownServer.url}/api/meetings`, { data: { title: 'Kept', incidentDate: '2018-02-10' } })
  const { links } = await created.json()
  const ada = await enter(browser, links.facilitator, 'Ada')
  const { page } = ada
  const saveState = page.getByRole('banner')

  await page.getByRole('button', { name: 'Next: Opening' }).click()
  await expect(page.getByRole('button', { name: 'Next: Background' })).toBeEnabled()
  await ada.looksAt('Timeline')
  const line = page.getByRole('form', { name: 'Add what happened' })
  for (const [time, words] of [
    ['13:01', 'first words'],
    ['13:02', 'second words'],
  ] as const) {
    await line.getByLabel('Time of the new row').fill(time)
    await line.getByLabel('What happened').fill(words)
    await line.getByLabel('What happened').press('Enter')
  }
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(saveState.getByText('Saved', { exact: true })).toBeVisible()
  await ownServer.kill()

  await expect(saveState.getByText(/Offline/)).toBeVisible()
  await line.getByLabel('What happened').fill('written while the server was down')
  await line.getByLabel('What happened').press('Enter')
  await expect(saveState.getByText(/kept on this device/)).toBeVisible()
  await ownServer.restart()

  await expect(saveState.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 })
  const ben = await enter(browser, links.participant, 'Ben')
  await ben.looksAt('Timeline')
  for (const words of ['first words', 'second words', 'written while the server was down']) {
    await expect(ben.page.getByRole('article').filter({ hasText: words })).toHaveCount(1)
  }
  await ben.leaves()
  await ada.leaves()
})

test('a reload in the middle of a meeting keeps who one is and what one wrote', async ({ browser, server, request }) => {
  const created = await request.post(`${server.url}/api/meetings`, { data: { title: 'Reloaded' } })
  const { links } = await created.json()
  const ada = await enter(browser, links.participant, 'Ada')
  await ada.writes('Park an idea', 'an idea of mine')
  await expect(ada.page.getByRole('banner').getByText('Saved', { exact: true })).toBeVisible()
  await ada.page.reload()
  await expect(ada.page.locator('[data-phase]')).toBeVisible()
  await ada.page.getByRole('tab', { name: /My ideas/ }).click()
  await expect(ada.page.getByRole('tabpanel').getByRole('textbox').first()).toHaveValue('an idea of mine')
  await ada.leaves()
})
