export { describeUpdateLog, type OpenedLog, type OpenLog } from './describeUpdateLog.ts'
export { type MemoryLog, memoryLog } from './memoryLog.ts'
