export { describeUpdateLog } from './describeUpdateLog.ts'
export { type MemoryLog, memoryLog } from './memoryLog.ts'
