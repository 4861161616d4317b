import { composerId } from './roomView.ts'

/** The parts of the room, in reading order; on a phone those that are shown. */
const regions = ['header', 'nav[aria-label="Agenda"]', 'main', 'main ~ aside', `form:has(#${composerId})`] as const

/** Moves the focus into the next part of the page (F6), or the one before; round the ends. */
export function moveToRegion(event: KeyboardEvent, step: 1 | -1): void {
  const shown = regions.flatMap((selector) => {
    const region = document.querySelector<HTMLElement>(selector)
    return region !== null && region.checkVisibility() ? [region] : []
  })
  if (shown.length === 0) return
  event.preventDefault()
  const current = shown.findLastIndex((region) => region.contains(document.activeElement))
  const next = current === -1 ? (step === 1 ? 0 : shown.length - 1) : (current + step + shown.length) % shown.length
  focusInto(shown[next])
}

/** The phase itself takes the focus, so that reading begins at its top; the composer is for writing; elsewhere the first thing that can be pressed. */
function focusInto(region: HTMLElement | undefined): void {
  if (region === undefined) return
  if (region.tabIndex === -1 && region.hasAttribute('tabindex')) {
    region.focus()
    return
  }
  const field = region.querySelector<HTMLElement>(`#${composerId}`)
  if (field !== null) {
    field.focus()
    return
  }
  const stops = region.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input, textarea, select, [tabindex="0"]')
  const stop = [...stops].find((each) => each.tabIndex >= 0 && each.checkVisibility())
  stop?.focus()
}
