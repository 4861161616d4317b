import type { Noticed } from './written.ts'

/** In the area’s own content, from the corner inside of its border, however it is scrolled. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Measured {
  readonly places: readonly { readonly noticed: Noticed; readonly boxes: readonly Box[] }[]
  /** As the screen shows it now, in light or dark. */
  readonly colour: string
}

export const nothing: Measured = { places: [], colour: '' }

/**
 * Where words of a text area are drawn: its text can’t be asked, so the same words are laid out once more, in a hidden element of the same
 * measures. Costs a layout; nothing is asked while nothing is noticed.
 */
export function measure(area: HTMLTextAreaElement, noticed: readonly Noticed[]): Measured {
  if (noticed.length === 0) return nothing
  const mirror = document.createElement('div')
  const style = getComputedStyle(area)
  for (const property of copied) mirror.style.setProperty(property, style.getPropertyValue(property))
  Object.assign(mirror.style, {
    position: 'fixed',
    insetBlockStart: '0',
    insetInlineStart: '0',
    visibility: 'hidden',
    boxSizing: 'border-box',
    border: 'none',
    color: 'var(--warm)',
    inlineSize: `${area.clientWidth}px`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
  })
  mirror.ariaHidden = 'true'
  const text = document.createTextNode(area.value)
  mirror.append(text)
  document.body.append(mirror)
  const corner = mirror.getBoundingClientRect()
  const range = document.createRange()
  const places = noticed.map((each) => {
    range.setStart(text, Math.min(each.from, text.length))
    range.setEnd(text, Math.min(each.to, text.length))
    const boxes: Box[] = []
    for (const { left, top, width, height } of range.getClientRects()) {
      const box = { x: left - corner.left, y: top - corner.top, width, height }
      const last = boxes.at(-1)
      // The space at which a line breaks has a box of its own.
      if (last?.y === box.y) boxes[boxes.length - 1] = { ...last, width: box.x + box.width - last.x }
      else boxes.push(box)
    }
    return { noticed: each, boxes }
  })
  // A picture knows no custom properties, and light-dark() not of this page.
  const colour = getComputedStyle(mirror).color
  mirror.remove()
  return { places, colour }
}

/**
 * Dotted lines beneath the words, as a picture behind them that scrolls with them. In the area’s own background, nothing can slip, catch the
 * pointer, or stand between the words and an input method.
 */
export function drawLines(area: HTMLTextAreaElement, { places, colour }: Measured): void {
  const boxes = places.flatMap((each) => each.boxes)
  const { style } = area
  if (boxes.length === 0) {
    style.backgroundImage = ''
    return
  }
  const [width, height] = [area.clientWidth, area.scrollHeight]
  const lines = boxes.map((box) => `M${round(box.x + 1)} ${round(box.y + box.height)}H${round(box.x + box.width)}`).join('')
  const picture =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<path d="${lines}" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-dasharray="0 4"/></svg>`
  style.backgroundImage = `url("data:image/svg+xml,${encodeURIComponent(picture)}")`
  style.backgroundRepeat = 'no-repeat'
  style.backgroundAttachment = 'local'
}

/** What decides where a line breaks. */
const copied = [
  'padding-block-start',
  'padding-block-end',
  'padding-inline-start',
  'padding-inline-end',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-stretch',
  'font-variant',
  'font-kerning',
  'font-feature-settings',
  'letter-spacing',
  'word-spacing',
  'line-height',
  'text-indent',
  'text-transform',
  'tab-size',
  'direction',
  'word-break',
  'line-break',
  'hyphens',
] as const

function round(length: number): number {
  return Math.round(length * 2) / 2
}
