import type { Phase } from '@second-story/meeting'
import { announce } from '../../design/announce.tsx'
import { lookAt, setRoomView } from '../../room/roomView.ts'
import { goToRow } from '../../room/timeline/timelineView.ts'
import type { Place } from './checkDraft.ts'
import type { GoTo } from './places.ts'

/** A phase may have to be fetched first. */
const shownWithinMs = 5_000

/** Shows where words stand: looks at the phase, moving nobody else, selects them, and puts the focus on their text. */
export function goToPlace(place: Place, roomPhase: Phase): void {
  open(place.goTo, roomPhase)
  announce(`${place.where}: “${place.words}”`)
  const deadline = setTimeout(() => observer.disconnect(), shownWithinMs)
  const look = () => {
    const found = findWords(scopeOf(place.goTo), place)
    if (found === null) return false
    observer.disconnect()
    clearTimeout(deadline)
    show(found)
    return true
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  // Once the dialog has closed and given the focus back to what had it before.
  requestAnimationFrame(() => requestAnimationFrame(look))
}

function open(goTo: GoTo, roomPhase: Phase): void {
  switch (goTo.is) {
    case 'phase':
      return lookAt(goTo.phase, roomPhase)
    case 'row':
      lookAt('timeline', roomPhase)
      return goToRow(goTo.id)
    case 'panel':
      return setRoomView({ tab: goTo.tab, column: 'panel' })
  }
}

function scopeOf(goTo: GoTo): Element | null {
  switch (goTo.is) {
    case 'phase':
      return document.querySelector(`[data-phase="${goTo.phase}"]`)
    case 'row':
      return document.getElementById(`row-${goTo.id}`)
    case 'panel':
      return document.querySelector('[role=tabpanel]')
  }
}

/** Where a sentence is drawn, its words alone; null while it isn’t. What is code on the screen had back-ticks for the coach. */
function findWords(scope: Element | null, { before, words, after }: Pick<Place, 'before' | 'words' | 'after'>): Range | null {
  if (scope === null || scope.closest('dialog')) return null
  const nodes: Text[] = []
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) if (walker.currentNode instanceof Text) nodes.push(walker.currentNode)
  const drawn = nodes.map(({ data }) => data).join('')
  const [start, end] = [before.replace(/^…/, ''), after.replace(/…$/, '')]
  for (const plain of [(text: string) => text, (text: string) => text.replaceAll('`', '')]) {
    const at = drawn.indexOf(plain(start) + plain(words) + plain(end))
    if (at < 0) continue
    const range = document.createRange()
    const from = at + plain(start).length
    const [first, last] = [nodeAt(nodes, from), nodeAt(nodes, from + plain(words).length)]
    if (first === null || last === null) return null
    range.setStart(first.node, first.offset)
    range.setEnd(last.node, last.offset)
    return range
  }
  return null
}

function nodeAt(nodes: readonly Text[], place: number): { readonly node: Text; readonly offset: number } | null {
  let left = place
  for (const node of nodes) {
    if (left <= node.length) return { node, offset: left }
    left -= node.length
  }
  return null
}

function show(range: Range): void {
  const element = range.startContainer.parentElement
  element?.scrollIntoView({ block: 'center' })
  // Its own button, where the text can be written in: Enter goes on from there.
  const text = element?.closest('[data-may-edit]')
  text?.querySelector<HTMLElement>(':scope > button')?.focus({ preventScroll: true })
  getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
}
