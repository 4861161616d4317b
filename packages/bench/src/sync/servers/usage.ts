import { readdirSync, readFileSync } from 'node:fs'

export interface Usage {
  /** Seconds of a core, of all threads. */
  readonly cpuSeconds: number
  readonly seconds: number
}

/** Starts to look at what a process uses; the returned function says what it used since. */
export function watchUsage(pid: number): () => Usage {
  const cpu = cpuSeconds(pid)
  const at = performance.now()
  return () => ({ cpuSeconds: cpuSeconds(pid) - cpu, seconds: (performance.now() - at) / 1000 })
}

/** Linux. In nanoseconds where the kernel keeps them (`schedstat`, per thread), else in its ticks of 10 ms (`stat`). */
function cpuSeconds(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e9)
      .reduce((sum, each) => sum + each, 0)
  } catch {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [user, system] = fields.split(' ').slice(11, 13)
    return (Number(user) + Number(system)) / 100
  }
}

/** What of its memory is in the machine's, in bytes. */
export function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}
