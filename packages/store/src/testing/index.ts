export { describeMeetingRecords, type OpenMeetingRecords } from './describeMeetingRecords.ts'
