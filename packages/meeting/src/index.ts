export {
  type Agenda,
  type Card,
  CardSchema,
  type ParkedCount,
  type Person,
  readAgenda,
  readParkedCount,
  readPeople,
  type Restored,
} from './agenda.ts'
export { addCause, type Cause, outcome, readCause, readCauses } from './board/causes.ts'
export {
  criteria,
  type Criterion,
  type Details,
  type MeetingTime,
  readDetails,
  setDetail,
  type Status,
  statuses,
} from './board/details.ts'
export { addEntity, type Entity, findEntity, InstantSchema, type NewEntity, setInIdSet } from './board/entities.ts'
export { addLesson, type Lesson, type LessonKind, lessonKinds, readLesson, readLessons } from './board/lessons.ts'
export { addNote, type Note, readNote, readNotes } from './board/notes.ts'
export { addQuestion, type Question, readQuestion, readQuestions } from './board/questions.ts'
export {
  addRecommendation,
  mergeTargets,
  type Progress,
  progresses,
  readRecommendation,
  readRecommendations,
  type Recommendation,
  type RecommendationState,
  recommendationStates,
} from './board/recommendations.ts'
export {
  boardCollection,
  boardDetails,
  boardSection,
  type Collection,
  collections,
  type Section,
  sections,
} from './board/roots.ts'
export {
  type Account,
  addTimelineEntry,
  compareEntries,
  type EntryKind,
  entryKinds,
  type EntryTime,
  type Evidence,
  type Mark,
  marks,
  type Precision,
  precisions,
  readTimeline,
  readTimelineEntry,
  type TimelineEntry,
  writeTime,
} from './board/timeline.ts'
export { definition } from './definition.ts'
export { facilitatorTies, type FacilitatorTies } from './facilitatorTies.ts'
export {
  documentName,
  documentRoots,
  mayRead,
  mayWrite,
  type MeetingDocument,
  parseDocumentName,
  type Reader,
} from './documents.ts'
export {
  type EntryId,
  isId,
  type MeetingId,
  parseEntryId,
  parseMeetingId,
  parseParticipantId,
  type ParticipantId,
} from './ids.ts'
export { byCreation, compare } from './order.ts'
export { addParkedIdea, type ParkedIdea, parkedIdeas, readParkedIdea, readParkedIdeas } from './parked.ts'
export { type AgendaStep, AgendaStepsSchema, fullAgenda, maxMinutes, minutesOf, shortAgenda } from './agendaPlan.ts'
export { defaultMinutes, type MeetingPhase, meetingPhases, type Phase, phaseNames, phases } from './phases.ts'
export { type Review, readReview } from './review.ts'
export {
  type Block,
  fragmentOf,
  type Inline,
  isBlank,
  isTextValue,
  type Marks,
  plainText,
  readRichText,
  type RichText,
  richTextMarks,
  richTextNodes,
  safeLink,
  type TextValue,
} from './richText.ts'
export { mayCommand, type Role, roles, widerRole } from './roles.ts'
export { type Duration, type Durations, formatDuration, readDurations } from './time/durations.ts'
export { formatDate, formatDay, formatForEditing, formatTime } from './time/formatTime.ts'
export type { Unclear } from './time/moment.ts'
export { type ParsedTime, parseTime, type TimeContext } from './time/parseTime.ts'
export { type DraftDue, draftDueOf, lastedMs, proposeMeetingTime } from './time/schedule.ts'
export { momentOf, type WallClock, wallClockOf } from './time/wallClock.ts'
export { isZone, knownZone, readZone } from './time/zones.ts'
