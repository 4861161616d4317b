import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { giveMemoryBack } from './giveMemoryBack.ts'

const MiB = 2 ** 20

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A process that is as busy, and as large, as the test says. */
function openProcess() {
  const process = { busy: 0, heap: 60 * MiB, collected: 0 }
  const stop = giveMemoryBack({
    busyShare: () => process.busy,
    heapBytes: () => process.heap,
    collect() {
      process.collected += 1
      process.heap = 70 * MiB
    },
  })
  return { process, stop }
}

test('what a busy time has left is given back once it is over for a while, and once only', () => {
  const { process, stop } = openProcess()
  Object.assign(process, { busy: 0.6, heap: 110 * MiB })
  vi.advanceTimersByTime(10_000)
  expect(process.collected).toBe(0)

  process.busy = 0.01
  vi.advanceTimersByTime(60_000)
  expect(process.collected).toBe(1)

  for (const pauseMs of [2000, 4000, 10_000]) {
    Object.assign(process, { busy: 0.6, heap: 110 * MiB })
    vi.advanceTimersByTime(2000)
    process.busy = 0.01
    vi.advanceTimersByTime(pauseMs)
  }
  expect(process.collected).toBe(2)
  stop()
})

test('where little has come together, and once it is stopped, nothing is looked for', () => {
  const { process, stop } = openProcess()
  for (const heap of [64, 70, 66]) {
    Object.assign(process, { busy: 0.6, heap: heap * MiB })
    vi.advanceTimersByTime(3000)
    process.busy = 0
    vi.advanceTimersByTime(10_000)
  }
  expect(process.collected).toBe(0)
  stop()
  Object.assign(process, { heap: 200 * MiB })
  vi.advanceTimersByTime(10_000)
  expect(process.collected).toBe(0)
})
