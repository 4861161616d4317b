/** What few people open, and seldom: one chunk, which `CoachDialog` fetches. */
export { DraftCheck } from './check/DraftCheck.tsx'
export { CoachSettings } from './settings/CoachSettings.tsx'
