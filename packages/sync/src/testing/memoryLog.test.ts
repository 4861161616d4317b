import { describeUpdateLog } from './describeUpdateLog.ts'
import { memoryLog } from './memoryLog.ts'

describeUpdateLog('in memory', async () => {
  const log = memoryLog()
  return { log, reopen: async () => log.copy(), close: async () => undefined }
})
