export { describeUpdateLog, type OpenedLog, type OpenLog } from './describeUpdateLog.ts'
export { type Answer, type Door, Harm, honestDocument, honestIds, openDoor } from './door.ts'
export { type MemoryLog, memoryLog } from './memoryLog.ts'
