import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { scenarios } from './scenarios/scenarios.ts'
import type { Figures, Scenario } from './scenarios/scenario.ts'
import type { ServerKind } from './servers/server.ts'
import { ensurePeers } from './servers/peers.ts'
import { servers } from './servers/servers.ts'

export interface Result {
  readonly scenario: Scenario
  readonly rows: readonly Row[]
}

export interface Row {
  readonly kind: ServerKind
  /** Medians. */
  readonly figures: Figures
  readonly runs: readonly Figures[]
  /** Why there are no figures. */
  readonly failure: string | null
}

export interface Plan {
  /** Names; none are all. */
  readonly only: readonly string[]
  readonly servers: readonly string[]
  readonly seconds: number
  readonly runs: number
}

/** Every scenario with every server, the servers in turn within each of the runs: what else the machine does then hits all alike. */
export async function runAll(plan: Plan): Promise<Result[]> {
  const results: Result[] = []
  const all = chosen(servers, plan.servers)
  const runnable = all.filter(({ needsNode = 0 }) => nodeVersion >= needsNode)
  if (runnable.some(({ is }) => is === 'peer')) await ensurePeers()
  for (const scenario of chosen(scenarios, plan.only)) {
    const kinds = all.filter((kind) => scenario.concerns?.(kind) ?? true)
    const runs = new Map<ServerKind, Figures[]>(kinds.map((kind) => [kind, []]))
    const failures = new Map<ServerKind, string>()
    for (const kind of kinds) if (!runnable.includes(kind)) failures.set(kind, `needs Node ${kind.needsNode}: use --node`)
    for (let run = 1; run <= plan.runs; run++) {
      for (const kind of kinds) {
        if (failures.has(kind)) continue
        process.stderr.write(`${scenario.name} ${run}/${plan.runs} ${kind.name}\n`)
        const outcome = await measure(scenario, kind, plan.seconds)
        if (typeof outcome === 'string') failures.set(kind, outcome)
        else runs.get(kind)?.push(outcome)
      }
    }
    const rows = kinds.map((kind) => {
      const figures = runs.get(kind) ?? []
      return { kind, runs: figures, figures: medians(figures), failure: failures.get(kind) ?? null }
    })
    results.push({ scenario, rows })
  }
  return results
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

function chosen<T extends { readonly name: string }>(all: readonly T[], names: readonly string[]): readonly T[] {
  const unknown = names.filter((name) => !all.some((each) => each.name === name))
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`)
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
}
