import { findScenario } from './scenarios/scenarios.ts'
import { findServer } from './servers/servers.ts'

/**
 * One run of one scenario with one server, in a process of its own, so that no run inherits another's garbage. It is the load generator; the
 * server is its child. Arguments: scenario, server, seconds. Sends its parent the figures.
 */
const [scenario = '', server = '', seconds] = process.argv.slice(2)
const figures = await findScenario(scenario).run(findServer(server), { seconds: Number(seconds) })
process.send?.(figures, () => process.exit(0))
