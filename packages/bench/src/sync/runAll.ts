import { fork } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Outcome } from './outcome.ts'
import type { Figures, Scenario } from './scenarios/scenario.ts'
import { ensurePeers } from './servers/peers.ts'
import type { ServerKind } from './servers/server.ts'

export interface Plan {
  readonly scenarios: readonly Scenario[]
  readonly servers: readonly ServerKind[]
  readonly seconds: number
  readonly runs: number
}

/**
 * Every scenario with every server, the servers in turn within each of the runs: what else the machine does then hits all alike. Yields each
 * scenario when it is done.
 */
export async function* runAll({ scenarios, servers, seconds, runs }: Plan): AsyncGenerator<Outcome> {
  const tooNew = servers.filter(({ needsNode = 0 }) => nodeVersion < needsNode)
  if (servers.some((kind) => kind.is === 'peer' && !tooNew.includes(kind))) await ensurePeers()
  for (const scenario of scenarios) {
    const kinds = servers.filter((kind) => scenario.concerns?.(kind) ?? true)
    const figures = new Map<ServerKind, Figures[]>(kinds.map((kind) => [kind, []]))
    const failures = new Map<ServerKind, string>(
      tooNew.map((kind) => [kind, `needs Node ${kind.needsNode}: name one with --node`]),
    )
    for (let run = 1; run <= runs; run++) {
      for (const kind of kinds) {
        if (failures.has(kind)) continue
        console.error(`${scenario.name}, run ${run} of ${runs}: ${kind.name}`)
        const measured = await measure(scenario, kind, seconds)
        if (typeof measured === 'string') failures.set(kind, measured)
        else figures.get(kind)?.push(measured)
      }
    }
    yield {
      scenario: scenario.name,
      on: new Date().toISOString().slice(0, 10),
      node: process.versions.node,
      processors: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
      seconds,
      repeated: runs,
      rows: kinds.map((kind) => {
        const of = figures.get(kind) ?? []
        return { server: kind.name, figures: medians(of), runs: of, failure: failures.get(kind) ?? null }
      }),
    }
  }
}

const nodeVersion = Number(process.versions.node.split('.')[0])

/** The figures, or what went wrong. */
function measure(scenario: Scenario, kind: ServerKind, seconds: number): Promise<Figures | string> {
  const child = fork(fileURLToPath(new URL('measure.ts', import.meta.url)), [scenario.name, kind.name, String(seconds)], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  return new Promise((resolve) => {
    let output = ''
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('message', (figures) => resolve(figures as Figures))
    child.once('close', () => resolve(output.trim() || 'the run ended without figures'))
  })
}

function medians(runs: readonly Figures[]): Figures {
  const keys = Object.keys(runs[0] ?? {})
  return Object.fromEntries(
    keys.map((key) => {
      const sorted = runs.map((figures) => figures[key] ?? Number.NaN).sort((a, b) => a - b)
      const middle = (sorted.length - 1) / 2
      return [key, ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2]
    }),
  )
}
