import { performance } from 'node:perf_hooks'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const everyMs = 1000
/** Shorter pauses are part of a meeting: to make room again just when people go on would cost them. */
const quietSeconds = 5
/** Of a second: what 2,000 people who only sit there cost is less. */
const quietShare = 0.05
const worthBytes = 12 * 2 ** 20

interface Process {
  /** Share of the time since last asked in which the event loop had something to do. */
  readonly busyShare: () => number
  readonly heapBytes: () => number
  readonly collect: () => void
}

/**
 * Gives the memory of a busy hour back when it has become quiet. V8 collects garbage when it runs out of room, so a process that has stopped
 * making any keeps what its heap once grew to, for hours: a third of what 2,000 connections hold. A look at the youngest part of the heap
 * takes 10 ms, and makes V8 look after the rest in small steps by itself, and return it to the system some seconds later.
 * Returns the way to stop.
 */
export function giveMemoryBack(of: Process = thisProcess()): () => void {
  let settledBytes = of.heapBytes()
  let quietFor = 0
  const timer = setInterval(() => {
    quietFor = of.busyShare() < quietShare ? quietFor + 1 : 0
    const heapBytes = of.heapBytes()
    settledBytes = Math.min(settledBytes, heapBytes)
    if (quietFor === quietSeconds && heapBytes - settledBytes > worthBytes) {
      of.collect()
      settledBytes = of.heapBytes()
    }
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

function thisProcess(): Process {
  let collect: Collect | undefined
  let before = performance.eventLoopUtilization()
  return {
    busyShare() {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, before)
      before = now
      return utilization
    },
    heapBytes: () => getHeapStatistics().total_heap_size,
    collect() {
      // Not before it is needed: to change a flag makes V8 forget what it knows about compiled code.
      collect ??= garbageCollector()
      collect({ type: 'minor' })
    },
  }
}

type Collect = (options: { readonly type: 'minor' }) => void

/** `gc` of a context that was made while V8 was told to have it: a flag at the start of the process is not ours to set. */
function garbageCollector(): Collect {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  if (!isCollect(collect)) throw new Error('this V8 has no gc()')
  return collect
}

function isCollect(value: unknown): value is Collect {
  return typeof value === 'function'
}
