import { convergence } from './convergence/convergence.ts'
import { damaged } from './disk/damaged.ts'
import { full } from './disk/full.ts'
import { hostile } from './hostile/hostile.ts'
import { kill } from './kill/kill.ts'
import { power } from './power/power.ts'
import { roles } from './roles/roles.ts'
import type { Scenario } from './scenario.ts'
import { slowReader } from './slowReader/slowReader.ts'
import { storm } from './storm/storm.ts'

/** Every run by the name that `npm run endure` knows it by. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  convergence,
  hostile,
  kill,
  power,
  full,
  damaged,
  storm,
  roles,
  'slow-reader': slowReader,
}
