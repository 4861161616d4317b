import type { Line } from './lines.ts'

/**
 * Where the timeline stands in a longer document: from its own heading on, without the sections that follow it (lessons, action items).
 * `isTimed` says which lines begin with a time. In a text without such headings everything is timeline.
 */
export function timelineParts(lines: readonly Line[], isTimed: (index: number) => boolean): ('timeline' | 'before' | 'other')[] {
  const last = lines.findLastIndex((_, index) => isTimed(index))
  const named = lines.findIndex((line, index) => index < last && namesTimeline(line) && !isTimed(index))
  let otherLevel = 0
  return lines.map((line, index) => {
    if (index < named) return 'before'
    if (line.kind === 'heading') {
      if (otherSection.test(line.body) && !isTimed(index))
        otherLevel = otherLevel === 0 ? line.level : Math.min(otherLevel, line.level)
      else if (otherLevel > 0 && line.level <= otherLevel) otherLevel = 0
    }
    return otherLevel > 0 ? 'other' : 'timeline'
  })
}

function namesTimeline({ kind, body }: Line): boolean {
  if (kind === 'heading') return timelineTitle.test(body)
  return (
    (kind === 'text' || kind === 'bullet') &&
    body.length < 60 &&
    /^(?:\*\*|__)?(?:incident |event )?time\s?line\b[^.]{0,30}:?(?:\*\*|__)?:?$/i.test(body)
  )
}

const timelineTitle =
  /\btime\s?lines?\b|\bchronolog|\b(?:sequence|order|log|history) of events\b|\b(?:incident|event|chat) logs?\b|\bkey events\b|\bwhat happened\b/i
const otherSection =
  /^\W{0,6}(?:\d+[.)]?\s+)?(?:action|actions|action items?|follow[- ]?ups?|lessons?\b|what (?:we )?(?:went|did|learned|can)|where we got|root causes?|contributing|next steps|remediation|prevent|corrective|improve|impact\b|(?:incident |executive |issue )?summary\b|glossary|references|resources|appendix|participants|attendees)/i
