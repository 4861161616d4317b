import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsToAppend, updateFor } from './testing/appended.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore, workerUrl } = await storesOfThisFile()
const program = fileURLToPath(new URL('./testing/appendForever.ts', import.meta.url))

test('[I2] whatever was acknowledged before `kill -9` is there after it, at any moment, again and again', async () => {
  const path = newPath()
  // Batches to wait for, then how long into the next ones the kill comes: somewhere between a write and its fsync.
  const moments = fc.sample(fc.record({ batches: fc.integer({ min: 1, max: 40 }), spins: fc.nat(3_000_000) }), {
    seed: 20_261_123,
    numRuns: 8,
  })
  let forgotten = 0
  const acknowledged = new Map<string, number>(documentsToAppend.map((document) => [document, 0]))

  for (const moment of moments) {
    for (const [document, seq] of await appendUntilKilled(path, moment)) acknowledged.set(document, seq)

    const store = await openStore({ path })
    for (const document of documentsToAppend) {
      const { snapshot, updates, owners, seq } = await store.log.load(document)
      expect(seq).toBeGreaterThanOrEqual(acknowledged.get(document) ?? 0)
      expect(owners).toHaveLength(seq)
      const covered = seq - updates.length
      expect(snapshot).toEqual(covered === 0 ? null : updateFor(document, covered))
      expect(updates).toEqual(updates.map((_, index) => updateFor(document, covered + index + 1)))
      // What is left of the history can be told to the end, wherever forgetting was cut off.
      const moments = await store.log.readMoments(document)
      const first = (moments[0]?.seq ?? 1) - 1
      expect(moments.map((moment) => moment.seq)).toEqual(moments.map((_, index) => first + index + 1))
      forgotten = Math.max(forgotten, first)
      const [oldest, newest] = [moments[0], moments.at(-1)]
      for (const moment of [oldest, newest]) if (moment) await store.log.loadAt(document, moment.seq)
      expect(newest?.seq).toBe(seq === 0 ? undefined : seq)
    }
    await store.close()
  }
  expect(forgotten).toBeGreaterThan(0)
  for (const seq of acknowledged.values()) expect(seq).toBeGreaterThan(moments.length)
}, 90_000)

/** What the program was told to be saved before it died, in order. */
async function appendUntilKilled(
  path: string,
  moment: { batches: number; spins: number },
): Promise<[document: string, seq: number][]> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, path, fileURLToPath(workerUrl)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (lines.length !== moment.batches) continue
    for (let spin = 0; spin < moment.spins; spin += 1);
    child.kill('SIGKILL')
  }
  const [, signal] = (await exited) as [number | null, NodeJS.Signals | null]
  expect(signal).toBe('SIGKILL')
  // The last line may be cut off by the kill.
  return lines.filter((line) => line.endsWith(']]')).flatMap((line) => JSON.parse(line) as [string, number][])
}
