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
    if (isPlainTitle(line, lines[index - 1], lines[index + 1]) && !isTimed(index)) {
      if (otherLevel === 0) otherLevel = lowest
    } else if (otherLevel === lowest && namesTimeline(line)) otherLevel = 0
    else if (line.kind === 'heading') {
      if (otherSection.test(line.body) && !isTimed(index))
        otherLevel = otherLevel === 0 ? line.level : Math.min(otherLevel, line.level)
      else if (otherLevel > 0 && line.level <= otherLevel) otherLevel = 0
    }
    return otherLevel > 0 ? 'other' : 'timeline'
  })
}

/** A heading, or a short line that stands for one: `**Timeline (UTC):**`, `Timeline of events`. */
export function namesTimeline({ kind, body }: Line): boolean {
  if (kind === 'heading') return timelineTitle.test(body)
  return (
    (kind === 'text' || kind === 'bullet') &&
    body.length < 100 &&
    /^(?:\P{L}{1,8})?(?:(?:incident|events?|detailed|update|full|recovery|outage|investigation) )?time\s?line\b[^.]{0,80}$/iu.test(
      body,
    )
  )
}

/** Below any heading. */
const lowest = 7

/** A title without the marks of one, as in mails and copied pages: `Root cause and resolution` between two blank lines, or in bold. */
function isPlainTitle({ kind, body, indent }: Line, above: Line | undefined, below: Line | undefined): boolean {
  if (kind !== 'text' || body.length > 60) return false
  if (
    above?.kind === 'bullet' &&
    indent <= above.indent &&
    /^(?:detection|conclusions?|background|trigger|resolution)$/i.test(body)
  )
    return true
  if (!otherSection.test(body)) return false
  const isBold = /^(\*\*|__)[^*_]{2,50}\1:?$/.test(body)
  const isApart = (above?.kind ?? 'blank') === 'blank' || (below?.kind ?? 'blank') === 'blank'
  return isBold || (isApart && /^[\p{Lu}\d][^.:;,!?]{2,58}:?$/u.test(body))
}

const timelineTitle =
  /\btime\s?lines?\b|\bchronolog|\b(?:sequence|order|log|history) of events\b|\b(?:incident|event|chat) logs?\b|\bkey events\b|\bwhat happened\b/i
const otherSection =
  /^\W{0,6}(?:\d+[.)]?\s+)?(?:action|actions|action items?|follow[- ]?ups?|lessons?\b|what (?:we )?(?:went|did|learned|can)|where we got|root causes?|contributing|next steps|remediation|prevent|corrective|improve|impact\b|(?:incident |executive |issue )?summary\b|glossary|references|resources|appendix|participants|attendees)/i
