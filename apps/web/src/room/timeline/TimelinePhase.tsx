import { PhaseHeading } from '../PhaseHeading.tsx'
export function TimelinePhase() {
  return <PhaseHeading phase="timeline" />
}
