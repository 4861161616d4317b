import { scenarios } from './scenarios/scenarios.ts'
import { servers } from './servers/servers.ts'

/**
 * One run of one scenario with one server, in a process of its own, so that no run inherits another's garbage. It is the load generator; the
 * server is its child. Arguments: scenario, server, seconds. Sends its parent the figures.
 */
const [scenarioName, serverName, seconds] = process.argv.slice(2)
const scenario = scenarios.find(({ name }) => name === scenarioName)
const kind = servers.find(({ name }) => name === serverName)
if (scenario === undefined || kind === undefined) throw new Error(`No scenario "${scenarioName}", or no server "${serverName}".`)
const figures = await scenario.run(kind, { seconds: Number(seconds) })
process.send?.(figures)
process.disconnect?.()
process.exit(0)
