import { expect, test } from 'vitest'
import { convergence } from './convergence.ts'
import { makePlan, shrink } from './plan.ts'

test(
  '[I4] [I2] whoever writes over bad lines into rooms that are killed and unloaded reads in the end what everybody reads',
  { timeout: 120_000 },
  async () => {
    const outcome = await convergence.run({ main: '', cycles: 20_000, seed: 2, say: () => undefined })
    expect(outcome).toMatchObject({ is: 'ran', faults: [], figures: { 'documents that diverged': 0 } })
  },
)

test('a plan is the same for the same seed, and shrinks to the steps that it takes', async () => {
  const plan = makePlan(7, 300)
  expect(makePlan(7, 300)).toEqual(plan)
  const culprits = [plan.steps[20], plan.steps[250]]
  const shortest = await shrink(
    plan,
    async ({ steps }) => culprits.every((each) => each !== undefined && steps.includes(each)),
    200,
  )
  expect(shortest.steps).toEqual(culprits)
})
