export { describeUpdateLog, type OpenedLog, type OpenLog } from './describeUpdateLog.ts'
export { type Answer, type Door, Harm, honestDocument, honestIds, openDoor } from './door.ts'
export { any, collected, contents, handmade, item, sharedType, string, values, type Write } from './handmadeUpdate.ts'
export { type MemoryLog, memoryLog } from './memoryLog.ts'
