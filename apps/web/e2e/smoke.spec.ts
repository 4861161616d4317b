import { expect, test } from './test.ts'

test('the built app opens without an error', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page).toHaveTitle(/Second Story/)
  expect(errors).toEqual([])
})

test('[I2] a killed server starts again on the same data', async ({ ownServer, request }) => {
  const created = await request.post(`${ownServer.url}/api/meetings`, { data: { title: 'Kept' } })
  expect(created.status()).toBe(201)
  const { id, keys } = await created.json()

  await ownServer.kill()
  await ownServer.restart()

  const joined = await request.post(`${ownServer.url}/api/meetings/${id}/join`, { data: { key: keys.participant, name: 'Ada' } })
  expect(joined.status()).toBe(200)
})

test('a stopped server ends by itself, without an error', async ({ ownServer }) => {
  expect(await ownServer.stop()).toBe(0)
})
