import { type Field, fields } from '@second-story/coach'
import { type Coaching, openCoaching, type Surface } from './coaching.ts'
import type { Edit } from './ranges.ts'
import { type Box, drawLines, measure, nothing } from './textAreaLines.ts'
import { rememberTyped } from './typedSentences.ts'
import { afterWriting, unwritten, type Written } from './written.ts'

/**
 * The coach in plain text areas: those that carry `data-coach` with the field they stand for are watched from their first focus on. An area is
 * not told apart from its words by React or anybody: what was typed is known from the events of the element itself.
 */
export function watchTextAreas(): () => void {
  const focused = ({ target }: Pick<FocusEvent, 'target'>) => {
    if (!(target instanceof HTMLTextAreaElement) || watched.has(target)) return
    if (fieldOf(target) !== undefined) watched.set(target, watch(target))
  }
  document.addEventListener('focusin', focused)
  // The room is there before the coach: somebody may be writing by now.
  focused({ target: document.activeElement })
  return () => document.removeEventListener('focusin', focused)
}

const watched = new WeakMap<HTMLTextAreaElement, Coaching>()

/** Kinds of input that bring words from elsewhere, or back. */
const brought = /^insertFrom|^history/

/** It may change: the composer asks, notes or parks in the same area. */
function fieldOf(area: HTMLTextAreaElement): Field | undefined {
  return fields.find((each) => each === area.dataset['coach'])
}

function watch(area: HTMLTextAreaElement): Coaching {
  let words = area.value
  let written: Written = unwritten
  let drawn = nothing
  let isComposing = false
  let caret = area.selectionEnd

  function draw() {
    drawn = measure(area, written.noticed)
    drawLines(area, drawn)
  }

  /** Takes over what the area says by now. */
  function follow(isTyped: boolean, byWriter: boolean) {
    const edit = editFrom(words, area.value, area.selectionEnd)
    // What is sent leaves the field before the pause is over.
    if (edit !== null && !isTyped) rememberTyped(words, written.typed)
    words = area.value
    caret = area.selectionEnd
    if (edit === null) return
    const hadLines = written.noticed.length > 0
    written = afterWriting(written, edit, isTyped)
    if (hadLines) draw()
    coaching.changed(byWriter)
  }

  const surface: Surface = {
    element: area,
    get field() {
      return fieldOf(area) ?? 'other'
    },
    pieces: () => [{ words, at: 0 }],
    written: () => written,
    show(next) {
      written = next
      draw()
    },
    boxesOf(noticed) {
      const { x, y } = origin(area)
      const found = drawn.places.find((each) => each.noticed.from === noticed.from && each.noticed.to === noticed.to)
      return (found?.boxes ?? []).map((box) => new DOMRect(box.x + x, box.y + y, box.width, box.height))
    },
    replace(from, to, text) {
      area.focus()
      area.setSelectionRange(from, to)
      // The one way that leaves a step of undo, and fires the events that a key does.
      // oxlint-disable-next-line typescript/no-deprecated -- see above
      document.execCommand('insertText', false, text)
    },
    caret: () => (document.activeElement === area && area.selectionStart === area.selectionEnd ? area.selectionEnd : null),
    isComposing: () => isComposing,
    focus(at) {
      area.focus()
      if (at !== undefined) area.setSelectionRange(at, at)
    },
    left: () => undefined,
  }

  const moved = () => {
    if (area.value !== words || area.selectionEnd === caret) return
    caret = area.selectionEnd
    coaching.caretMoved()
  }
  const on = area.addEventListener.bind(area)
  // What was there before this input came from elsewhere: other people, a draft, a field that was emptied.
  on('beforeinput', () => follow(false, false))
  on('input', (event) => follow(!(event instanceof InputEvent && brought.test(event.inputType)), true))
  on('rewritten', () => follow(false, false))
  on('compositionstart', () => (isComposing = true))
  on('compositionend', () => (isComposing = false))
  on('keyup', moved)
  on('pointerup', () => requestAnimationFrame(moved))
  on('pointermove', ({ clientX, clientY, pointerType }) => {
    if (pointerType === 'touch' || drawn.places.length === 0) return
    const { x, y } = origin(area)
    coaching.pointedAt(
      drawn.places.find((each) => each.boxes.some((box) => isIn(box, clientX - x, clientY - y)))?.noticed ?? null,
    )
  })
  on('pointerleave', () => coaching.pointedAt(null))
  // React writes the words that it has been given into the area’s text as well.
  new MutationObserver(() => follow(false, false)).observe(area, { childList: true, characterData: true, subtree: true })
  new ResizeObserver(() => {
    if (written.noticed.length > 0) draw()
  }).observe(area)

  const coaching = openCoaching(surface)
  return coaching
}

/** Where the first letter’s box is counted from, in the window. */
function origin(area: HTMLTextAreaElement): { x: number; y: number } {
  const { left, top } = area.getBoundingClientRect()
  return { x: left + area.clientLeft - area.scrollLeft, y: top + area.clientTop - area.scrollTop }
}

function isIn({ x, y, width, height }: Box, atX: number, atY: number): boolean {
  return x <= atX && atX <= x + width && y <= atY && atY <= y + height
}

/** What turned `before` into `after`. Of equal letters in a row the caret tells which one is new. */
function editFrom(before: string, after: string, caret: number): Edit | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  const behind = Math.max(0, after.length - caret)
  let end = 0
  while (end < Math.min(shorter, behind) && before.at(-1 - end) === after.at(-1 - end)) end++
  let from = 0
  while (from < shorter - end && before[from] === after[from]) from++
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from, to: before.length - end, length: after.length - end - from }
}
