import type { Roots } from '@second-story/sync'
import * as Y from 'yjs'
import { seededRandom, type Random } from '../random.ts'

/** What stands where in a document of this run. */
export const roots: Roots = { rich: 'xml', text: 'text', list: 'array', map: 'map' }

/** One document, and the way back of whoever writes in it. */
export interface Desk {
  readonly doc: Y.Doc
  readonly undo: Y.UndoManager
}

export function openDesk(): Desk {
  const doc = new Y.Doc()
  const shared = [doc.getXmlFragment('rich'), doc.getText('text'), doc.getArray('list'), doc.getMap('map')]
  return { doc, undo: new Y.UndoManager(shared, { captureTimeout: 0 }) }
}

/** One edit of a kind that the number decides, in a transaction of its own: rich text as Tiptap writes it, plain text, lists, maps, undo. */
export function edit({ doc, undo }: Desk, number: number, undoes: boolean): void {
  const random = seededRandom(number)
  const kind = random.below(20)
  if (undoes && kind === 0) return void undo.undo()
  if (undoes && kind === 1) return void undo.redo()
  doc.transact(() => {
    if (kind < 11) editRich(doc.getXmlFragment('rich'), random)
    else if (kind < 14) editText(doc.getText('text'), random)
    else if (kind < 17) editList(doc.getArray('list'), random)
    else editMap(doc.getMap('map'), random)
  })
}

const words = ['alert', ' and ', 'why?', '😀', 'É', '\n', 'paged the lead ', '1', '…']
const marks = ['bold', 'italic', 'code', 'link'] as const
/** Longer lists and texts are cut, so that a run of any length stays as fast. */
const mostChildren = 24
const mostLetters = 300

const marking = (random: Random) => ({ [random.pick(marks)]: random.below(3) === 0 ? null : { at: random.below(4) } })

/** Never inside of a surrogate pair, as no editor writes: of a pair that is cut Yjs makes two signs, and only where it was cut. */
function wholeBefore(letters: string, at: number): number {
  const isInside = /[\uDC00-\uDFFF]/.test(letters[at] ?? '') && /[\uD800-\uDBFF]/.test(letters[at - 1] ?? '')
  return isInside ? at - 1 : at
}

const lettersOf = (text: Y.Text) => (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')

function editText(text: Y.Text, random: Random): void {
  const letters = lettersOf(text)
  const at = wholeBefore(letters, random.below(text.length + 1))
  const length = wholeBefore(letters, Math.min(text.length, at + 1 + random.below(6))) - at
  if (text.length > mostLetters) return text.delete(at, text.length - at)
  switch (random.below(5)) {
    case 0:
      return length > 0 ? text.delete(at, length) : undefined
    case 1:
      return length > 0 ? text.format(at, length, marking(random)) : undefined
    case 2:
      return text.insert(at, random.pick(words), marking(random))
    default:
      return text.insert(at, random.pick(words))
  }
}

function editRich(fragment: Y.XmlFragment, random: Random): void {
  const blocks = fragment.toArray().filter((block) => block instanceof Y.XmlElement)
  const block = blocks.length === 0 ? null : random.pick(blocks)
  const inner = block?.toArray().find((child) => child instanceof Y.XmlText) ?? null
  if (block === null || random.below(8) === 0) return fragment.insert(random.below(fragment.length + 1), [paragraph(random)])
  if (fragment.length > mostChildren) return fragment.delete(random.below(fragment.length - 8), 8)
  switch (random.below(9)) {
    case 0:
      return block.setAttribute('level', String(random.below(4)))
    case 1:
      return fragment.delete(fragment.toArray().indexOf(block), 1)
    case 2: {
      // Enter in the middle: what is right of it, with its marks, becomes a paragraph of its own.
      if (inner === null || inner.length === 0) return
      const at = wholeBefore(lettersOf(inner), random.below(inner.length))
      const tail = (inner.toDelta() as { insert: unknown; attributes?: object }[]).slice(-1)
      inner.delete(at, inner.length - at)
      const next = new Y.XmlElement('paragraph')
      const text = new Y.XmlText()
      text.applyDelta(tail)
      next.insert(0, [text])
      return fragment.insert(fragment.toArray().indexOf(block) + 1, [next])
    }
    case 3: {
      // Into a list.
      const list = new Y.XmlElement('bulletList')
      const entry = new Y.XmlElement('listItem')
      entry.insert(0, [paragraph(random)])
      list.insert(0, [entry])
      return fragment.insert(fragment.toArray().indexOf(block), [list])
    }
    default:
      if (inner !== null) return editText(inner, random)
      return block.insert(random.below(block.length + 1), [new Y.XmlText(random.pick(words))])
  }
}

function paragraph(random: Random): Y.XmlElement {
  const element = new Y.XmlElement(random.pick(['paragraph', 'heading']))
  element.insert(0, [new Y.XmlText(random.pick(words))])
  return element
}

function editList(list: Y.Array<unknown>, random: Random): void {
  const at = random.below(list.length + 1)
  if (list.length > mostChildren || (random.below(3) === 0 && at < list.length))
    return list.delete(Math.min(at, list.length - 1), Math.min(list.length - Math.min(at, list.length - 1), 1 + random.below(9)))
  const inner = list.get(Math.min(at, list.length - 1))
  if (inner instanceof Y.Map && random.below(2) === 0) return editMap(inner as Y.Map<unknown>, random)
  list.insert(at, random.below(3) === 0 ? [new Y.Map([['key0', random.below(9)]])] : [random.below(99), random.pick(words)])
}

function editMap(map: Y.Map<unknown>, random: Random): void {
  const key = `key${random.below(6)}`
  const inner = map.get(key)
  if (inner instanceof Y.Text && random.below(3) > 0) return editText(inner, random)
  if (inner instanceof Y.Map && random.below(3) > 0) return editMap(inner as Y.Map<unknown>, random)
  switch (random.below(5)) {
    case 0:
      return map.delete(key)
    case 1:
      return void map.set(key, new Y.Text(random.pick(words)))
    case 2:
      return void map.set(key, new Y.Map([['key1', random.below(9)]]))
    default:
      return void map.set(key, random.pick<unknown>([random.below(99), null, { deep: [1, { x: 'y' }] }, random.pick(words)]))
  }
}
