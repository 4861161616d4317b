import type { Phase } from '@second-story/meeting'
import { BackgroundPhase } from './background/BackgroundPhase.tsx'
import { CausesPhase } from './causes/CausesPhase.tsx'
import { DraftPhase } from './draft/DraftPhase.tsx'
import { FollowUpPhase } from './followUp/FollowUpPhase.tsx'
import { LessonsPhase } from './lessons/LessonsPhase.tsx'
import { OpeningPhase } from './opening/OpeningPhase.tsx'
import { OverviewPhase } from './overview/OverviewPhase.tsx'
import { RecommendationsPhase } from './recommendations/RecommendationsPhase.tsx'
import { TimelinePhase } from './timeline/TimelinePhase.tsx'
import { WrapUpPhase } from './wrapUp/WrapUpPhase.tsx'

/** One phase of the agenda. All of them are views of the same documents: going back and forth loses nothing. */
export function PhaseView({ phase }: { phase: Phase }) {
  switch (phase) {
    case 'draft':
      return <DraftPhase />
    case 'opening':
      return <OpeningPhase />
    case 'background':
      return <BackgroundPhase />
    case 'overview':
      return <OverviewPhase />
    case 'timeline':
      return <TimelinePhase />
    case 'causes':
      return <CausesPhase />
    case 'lessons':
      return <LessonsPhase />
    case 'recommendations':
      return <RecommendationsPhase />
    case 'wrap-up':
      return <WrapUpPhase />
    case 'follow-up':
      return <FollowUpPhase />
  }
}
