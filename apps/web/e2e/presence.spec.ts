import { expect } from '@playwright/test'
import { enter } from './people.ts'
import { test } from './test.ts'

test('people see who is here and where they write, and no browser repeats what others say of themselves', async ({
  browser,
  request,
}) => {
  const answer = await request.post('/api/meetings', { data: { title: 'Queue full' } })
  const { links } = (await answer.json()) as { links: { facilitator: string; participant: string } }
  const [ada, bo] = [await enter(browser, links.facilitator, 'Ada'), await enter(browser, links.participant, 'Bo')]
  for (const { page } of [ada, bo]) await expect(page.getByRole('button', { name: /^People, 2 here/ })).toBeVisible()
  for (const person of [ada, bo]) await person.looksAt('From the outside')

  await ada.page.getByRole('button', { name: 'Edit Summary' }).press('Enter')
  await ada.page.keyboard.type('The queue was full.')
  await bo.page.getByRole('button', { name: 'Edit Summary' }).press('Enter')
  await expect(bo.page.locator('[data-name="Ada"]')).toHaveCount(1)
  await bo.page.keyboard.type(' Nobody saw it.')
  await expect(ada.page.getByRole('textbox', { name: 'Summary', exact: true })).toContainText('Nobody saw it.')
  await expect(ada.page.locator('[data-name="Bo"]')).toHaveCount(1)

  expect(bo.received('"name":"Ada"')).toBe(true)
  expect(bo.sent('"name":"Ada"')).toBe(false)
  expect(bo.sent('"name":"Bo"')).toBe(true)
  for (const person of [ada, bo]) await person.leaves()
})
