import { PhaseHeading } from '../PhaseHeading.tsx'
import { SectionText } from '../SectionText.tsx'

export function BackgroundPhase() {
  return (
    <>
      <PhaseHeading phase="background" />
      <SectionText
        section="background"
        title="How it works on an ordinary day"
        ask="Explain it as you would to somebody on their first day. What does it depend on that an outsider would not guess?"
        placeholder="The services involved, what they depend on, links to diagrams, words that need spelling out…"
      />
    </>
  )
}
