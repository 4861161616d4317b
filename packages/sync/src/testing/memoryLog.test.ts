import { describeUpdateLog } from './describeUpdateLog.ts'
import { memoryLog } from './memoryLog.ts'

describeUpdateLog('in memory', async (now) => {
  const log = memoryLog({ now })
  let current = log
  return {
    log,
    reopen: async () => (current = current.copy()),
    damage: async (...args) => current.damage(...args),
    lose: async (...args) => current.lose(...args),
    close: async () => undefined,
  }
})
