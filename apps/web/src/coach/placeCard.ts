const gap = 8

/** A text of up to this height is kept free as a whole; of a longer one, the words that the card is about. */
const maxFree = 120

/**
 * Puts a card below the words, or above them where the window ends, so that they can be read and written on. Returns whether the words can be
 * seen at all. What a phone's keyboard covers is no room.
 */
export function placeCard(element: HTMLElement, boxes: readonly DOMRect[], text: DOMRect): boolean {
  const [first] = boxes
  const last = boxes.at(-1)
  const view = window.visualViewport
  const [top, height] = [view?.offsetTop ?? 0, view?.height ?? window.innerHeight]
  const width = document.documentElement.clientWidth
  if (first === undefined || last === undefined || last.bottom < top || first.top > top + height) return false
  element.style.maxBlockSize = ''
  const size = element.getBoundingClientRect()
  const free = text.height <= maxFree ? text : new DOMRect(first.x, first.y, 0, last.bottom - first.y)
  const [above, below] = [free.top - gap - top, top + height - free.bottom - gap]
  const isBelow = size.height <= below || below >= above
  const room = Math.max(isBelow ? below : above, 0)
  const used = Math.min(size.height, room)
  element.style.maxBlockSize = `${room}px`
  element.style.insetBlockStart = `${isBelow ? free.bottom + gap : free.top - gap - used}px`
  element.style.left = `${Math.max(gap, Math.min(first.left, width - size.width - gap))}px`
  return true
}
