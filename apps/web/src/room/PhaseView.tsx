import type { Phase } from '@second-story/meeting'
import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { Loading } from '../design/Loading.tsx'

/** Each phase is a chunk of its own, so that the room opens before the last of them has arrived. */
const loaders: Readonly<Record<Phase, () => Promise<{ default: ComponentType }>>> = {
  draft: async () => ({ default: (await import('./draft/DraftPhase.tsx')).DraftPhase }),
  opening: async () => ({ default: (await import('./opening/OpeningPhase.tsx')).OpeningPhase }),
  background: async () => ({ default: (await import('./background/BackgroundPhase.tsx')).BackgroundPhase }),
  overview: async () => ({ default: (await import('./overview/OverviewPhase.tsx')).OverviewPhase }),
  timeline: async () => ({ default: (await import('./timeline/TimelinePhase.tsx')).TimelinePhase }),
  causes: async () => ({ default: (await import('./causes/CausesPhase.tsx')).CausesPhase }),
  lessons: async () => ({ default: (await import('./lessons/LessonsPhase.tsx')).LessonsPhase }),
  recommendations: async () => ({ default: (await import('./recommendations/RecommendationsPhase.tsx')).RecommendationsPhase }),
  'wrap-up': async () => ({ default: (await import('./wrapUp/WrapUpPhase.tsx')).WrapUpPhase }),
  'follow-up': async () => ({ default: (await import('./followUp/FollowUpPhase.tsx')).FollowUpPhase }),
}

const views: Readonly<Record<Phase, ComponentType>> = {
  draft: lazy(loaders.draft),
  opening: lazy(loaders.opening),
  background: lazy(loaders.background),
  overview: lazy(loaders.overview),
  timeline: lazy(loaders.timeline),
  causes: lazy(loaders.causes),
  lessons: lazy(loaders.lessons),
  recommendations: lazy(loaders.recommendations),
  'wrap-up': lazy(loaders['wrap-up']),
  'follow-up': lazy(loaders['follow-up']),
}

/** One phase of the agenda. All of them are views of the same documents: going back and forth loses nothing. */
export function PhaseView({ phase }: { phase: Phase }) {
  useEffect(loadTheOthers, [])
  const View = views[phase]
  return (
    <Suspense fallback={<Loading what="Opening the phase" />}>
      <View />
    </Suspense>
  )
}

/** In a quiet moment, so that the next phase is there when the facilitator moves on, even offline. */
function loadTheOthers(): void {
  const idle =
    'requestIdleCallback' in window ? window.requestIdleCallback.bind(window) : (run: () => void) => setTimeout(run, 500)
  idle(() => {
    // A chunk that does not arrive is asked for again when its phase is opened.
    for (const load of Object.values(loaders)) void load().catch(() => undefined)
  })
}
