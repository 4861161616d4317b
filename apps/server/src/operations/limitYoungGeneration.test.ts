import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('./limitYoungGeneration.ts', import.meta.url))

/** How many times the size of its start the young generation comes to in a process of which a part of what it makes stays in use for a while. */
async function growthOf(prepare: string): Promise<number> {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8'
    ${prepare}
    const size = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size
    const before = size()
    let largest = before
    let inUse = []
    for (let round = 0; round < 400; round++) {
      for (let each = 0; each < 2000; each++) inUse.push({ each, letters: [each, each, each] })
      if (inUse.length > 60000) inUse = []
      largest = Math.max(largest, size())
    }
    console.log(largest / before)
  `
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
  return Number(stdout)
}

test('the young generation stays far below what V8 would let it grow to', async () => {
  const limit = `import { limitYoungGeneration } from ${JSON.stringify(source)}; limitYoungGeneration()`
  expect(await growthOf(limit)).toBeLessThan((await growthOf('')) / 2)
})
