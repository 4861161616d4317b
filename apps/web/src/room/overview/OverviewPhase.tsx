import { PhaseHeading } from '../PhaseHeading.tsx'
import { SectionText } from '../SectionText.tsx'

/** What the incident looked like from the outside; no causes yet. */
export function OverviewPhase() {
  return (
    <>
      <PhaseHeading phase="overview" />
      <SectionText
        section="summary"
        title="Summary"
        ask="Two sentences for somebody who was not there."
        placeholder="What happened, for how long…"
      />
      <SectionText
        section="impact"
        title="Impact"
        ask="Who felt it, and how? Who felt it that we have not heard from?"
        placeholder="Who could not do what, how many, since when…"
      />
      <SectionText
        section="detection"
        title="Detection"
        ask="Who knew first, and how did it reach them? By design, or by luck?"
        placeholder="How it came to light…"
      />
      <SectionText
        section="trigger"
        title="Trigger"
        ask="What set it off that day? It is not a cause: the causes were there before."
        placeholder="The event that made it visible…"
      />
      <SectionText
        section="resolution"
        title="Resolution"
        ask="What brought things back, as far as is known?"
        placeholder="What was done, by whom…"
      />
      <SectionText
        section="supporting"
        title="Supporting information"
        ask="Dashboards, log queries, traces, conversations: whatever helps to understand it later."
        placeholder="Links and excerpts…"
      />
    </>
  )
}
