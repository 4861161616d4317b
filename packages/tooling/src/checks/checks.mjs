import { join } from 'node:path'
import { memory, tool } from '../repository.mjs'
import { run } from '../run.mjs'
import { build } from '../setup/build.mjs'
import { checkBudgets } from './budgets.mjs'
import { checkLayout } from './layout.mjs'
import { checkOneCopy } from './oneCopy.mjs'

/** @typedef {import('./runChecks.mjs').Check} Check */

/**
 * Checks of one lane run one after the other, lanes side by side: two, because that is what a small CI machine has cores for.
 * @type {readonly (readonly Check[])[]}
 */
export const lanes = [
  [
    { name: 'web app builds', run: () => build('web') },
    { name: 'server builds', run: () => build('server') },
    { name: 'what a participant downloads is within its budgets', run: checkBudgets },
    { name: 'no dead files, exports or dependencies', run: () => run(tool('knip'), ['--no-progress']) },
    {
      name: 'dependencies between folders point the right way',
      run: () => run(tool('depcruise'), ['apps', 'packages', '--output-type', 'err-long']),
    },
  ],
  [
    { name: 'folders and packages are where readers look for them', run: checkLayout },
    { name: 'one copy of each library that two would break', run: checkOneCopy },
    { name: 'format', run: () => run(tool('oxfmt'), ['--check']) },
    { name: 'styles', run: () => run(tool('stylelint'), ['apps/**/*.css']) },
    { name: 'lint', run: () => run(tool('oxlint'), ['--type-aware', '--deny-warnings']) },
    {
      name: 'types',
      run: () =>
        run(tool('tsc'), ['--project', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', join(memory, 'types.tsbuildinfo')]),
    },
  ],
]
