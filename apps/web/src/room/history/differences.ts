import type { Block, Inline, RichText } from '@second-story/meeting'
import type { Item, Part } from './parts.ts'

/** How an item of an earlier moment stands to the board of now. */
export type Difference = 'same' | 'changed' | 'gone' | 'added'

export interface Compared {
  /** As it was then; as it is now where it has been added since. */
  readonly item: Item
  readonly difference: Difference
  /** As it is now, where it has been changed since. */
  readonly now: Item | null
}

export interface ComparedPart {
  readonly key: string
  readonly title: string
  readonly items: readonly Compared[]
}

/** An earlier moment with what differs from now in its place. Both have the same parts, in the same order; those without items are left out. */
export function compareParts(then: readonly Part[], now: readonly Part[]): readonly ComparedPart[] {
  return then.flatMap(({ key, title, items }) => {
    const compared = compareItems(items, now.find((part) => part.key === key)?.items ?? [])
    return compared.length === 0 ? [] : [{ key, title, items: compared }]
  })
}

export function countDifferences(parts: readonly ComparedPart[]): number {
  return parts.reduce((total, { items }) => total + items.filter(({ difference }) => difference !== 'same').length, 0)
}

export function onlyDifferences(parts: readonly ComparedPart[]): readonly ComparedPart[] {
  return parts.flatMap((part) => {
    const items = part.items.filter(({ difference }) => difference !== 'same')
    return items.length === 0 ? [] : [{ ...part, items }]
  })
}

function compareItems(then: readonly Item[], now: readonly Item[]): readonly Compared[] {
  const nowByKey = new Map(now.map((item) => [item.key, item]))
  const thenKeys = new Set(then.map(({ key }) => key))
  // What is new stands behind the same neighbour as now, or before all.
  const addedBehind = new Map<string | null, Compared[]>()
  let neighbour: string | null = null
  for (const item of now) {
    if (thenKeys.has(item.key)) neighbour = item.key
    else addedBehind.set(neighbour, [...(addedBehind.get(neighbour) ?? []), { item, difference: 'added', now: null }])
  }
  return [
    ...(addedBehind.get(null) ?? []),
    ...then.flatMap((item) => [compareItem(item, nowByKey.get(item.key)), ...(addedBehind.get(item.key) ?? [])]),
  ]
}

function compareItem(item: Item, now: Item | undefined): Compared {
  if (now === undefined) return { item, difference: 'gone', now: null }
  return isSame(item, now) ? { item, difference: 'same', now: null } : { item, difference: 'changed', now }
}

function isSame(a: Item, b: Item): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))
}

function canonical({ facts, texts }: Item) {
  return [facts, texts.map(({ label, text }) => [label, canonicalText(text)])]
}

/** One run where neighbours look alike: a shared document may hold the same words in more pieces, which nobody sees. */
function canonicalText(text: RichText): RichText {
  return text.map((block): Block => {
    switch (block.is) {
      case 'paragraph':
        return { ...block, content: joined(block.content) }
      case 'list':
        return { ...block, items: block.items.map(canonicalText) }
      case 'quote':
        return { ...block, content: canonicalText(block.content) }
      case 'code':
        return block
    }
  })
}

function joined(content: readonly Inline[]): readonly Inline[] {
  const runs: Inline[] = []
  for (const inline of content) {
    const before = runs.at(-1)
    if (inline.is === 'text' && before?.is === 'text' && JSON.stringify(before.marks) === JSON.stringify(inline.marks)) {
      runs[runs.length - 1] = { ...before, text: before.text + inline.text }
    } else runs.push(inline)
  }
  return runs
}
