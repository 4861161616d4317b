/**
 * Going back to an earlier content by a forward edit. To apply an old state to a Yjs document again changes nothing, and undoing what came
 * since would take out items that others build on; so the two contents are compared, and only what differs is written.
 *
 * - Equal parts are found by hash-consing: each shared type gets a number that equal content shares, at the cost of one walk.
 * - Maps are compared key by key. Lists (and the children of rich text) by a diff of those numbers; in between, what is alike is edited
 *   inside rather than replaced, so that words that somebody is just typing there find their place.
 * - Text is compared by words, and a changed word by characters; then formatting of what stays.
 *
 * Diff: E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), through the package `diff`.
 */
import * as Y from 'yjs'
import { attributesOf, describe, formatOf, isShared, type Roots, rootOf, runsOf, type SharedType } from './contentOf.ts'
import { type Budget, findHunks, trim } from './findHunks.ts'

/**
 * Makes the content of `doc` equal to that of `target` in these roots, in one transaction (the caller's, if one is open). Returns whether
 * anything differed; if not, nothing is written. What was deleted comes back as new items under the same keys. `target` stays as it is.
 * Costs a walk over both documents and a bounded number of steps of comparing, some 100 ms;
 * where that is not enough, larger parts are replaced.
 */
export function restoreContent(doc: Y.Doc, target: Y.Doc, roots: Roots): boolean {
  const restoring = new Restoring()
  return doc.transact(() => {
    let differed = false
    for (const [name, type] of Object.entries(roots)) {
      if (restoring.makeEqual(rootOf(doc, name, type), rootOf(target, name, type))) differed = true
    }
    return differed
  })
}

/** What there is to write fields with, of maps and attributes alike. */
interface Fields {
  readonly entries: ReadonlyMap<string, unknown>
  set(key: string, value: unknown): void
  delete(key: string): void
}

/** A character or an embedded thing of a text. */
interface Unit {
  /** Equal for equal units, formatting aside. */
  readonly token: string
  readonly insert: unknown
  readonly format: string
  readonly attributes: Readonly<Record<string, unknown>>
}

type DeltaStep =
  | { retain: number; attributes?: Record<string, unknown> }
  | { delete: number }
  | { insert: string | object; attributes: Record<string, unknown> }

class Restoring {
  private readonly budget: Budget = { steps: 2_000_000 }
  private readonly numbers = new Map<string, number>()
  /** As of before anything was written: a type is asked for its number when its parent is compared, and written only afterwards. */
  private readonly numberOfType = new WeakMap<object, number>()

  /** Both must be shared types of one kind. Returns whether they differed. */
  makeEqual(present: unknown, wanted: unknown): boolean {
    if (this.numberOf(present) === this.numberOf(wanted)) return false
    if (present instanceof Y.Text && wanted instanceof Y.Text) {
      this.restoreFields(attributesAsFields(present), new Map(attributesOf(wanted)))
      this.restoreText(present, wanted)
    } else if (present instanceof Y.XmlFragment && wanted instanceof Y.XmlFragment) {
      if (present instanceof Y.XmlElement && wanted instanceof Y.XmlElement)
        this.restoreFields(attributesAsFields(present), new Map(attributesOf(wanted)))
      this.restoreList(present, wanted)
    } else if (present instanceof Y.Array && wanted instanceof Y.Array) {
      this.restoreList(present, wanted)
    } else if (present instanceof Y.Map && wanted instanceof Y.Map) {
      this.restoreFields(mapAsFields(present), new Map(wanted.entries()))
    }
    return true
  }

  /** Equal for equal content. */
  private numberOf(value: unknown): number {
    const known = isShared(value) ? this.numberOfType.get(value) : undefined
    if (known !== undefined) return known
    const described = JSON.stringify(describe(value, (type) => this.numberOf(type)))
    const number = this.numbers.get(described) ?? this.numbers.size
    this.numbers.set(described, number)
    if (isShared(value)) this.numberOfType.set(value, number)
    return number
  }

  private restoreFields(present: Fields, wanted: ReadonlyMap<string, unknown>): void {
    for (const key of present.entries.keys()) if (!wanted.has(key)) present.delete(key)
    for (const [key, value] of wanted) {
      const before = present.entries.get(key)
      if (present.entries.has(key) && areAlike(before, value)) this.makeEqual(before, value)
      else if (!present.entries.has(key) || this.numberOf(before) !== this.numberOf(value)) {
        const copy = emptyLike(value)
        present.set(key, copy)
        if (areAlike(copy, value)) this.makeEqual(copy, value)
      }
    }
  }

  private restoreList(present: Y.Array<unknown> | Y.XmlFragment, wanted: Y.Array<unknown> | Y.XmlFragment): void {
    const before: readonly unknown[] = present.toArray()
    const after: readonly unknown[] = wanted.toArray()
    const hunks = findHunks(
      before.map((value) => this.numberOf(value)),
      after.map((value) => this.numberOf(value)),
      this.budget,
    )
    // From the end, so that the places of what comes before stay as they are.
    for (const { from, to, newFrom, newTo } of hunks.reverse()) {
      let end = to
      let newEnd = newTo
      for (const [at, newAt] of pairUp(before.slice(from, to), after.slice(newFrom, newTo), this.budget).reverse()) {
        this.replace(present, from + at + 1, end, after.slice(newFrom + newAt + 1, newEnd))
        end = from + at
        newEnd = newFrom + newAt
        const [old, value] = [before[end], after[newEnd]]
        if (areAlike(old, value)) this.makeEqual(old, value)
      }
      this.replace(present, from, end, after.slice(newFrom, newEnd))
    }
  }

  private replace(list: Y.Array<unknown> | Y.XmlFragment, from: number, to: number, values: readonly unknown[]): void {
    if (to > from) list.delete(from, to - from)
    if (values.length === 0) return
    const copies = values.map(emptyLike)
    // As an array: Yjs takes any content into a fragment, and so may have whoever wrote it.
    ;(list as Y.Array<unknown>).insert(from, copies)
    copies.forEach((copy, index) => areAlike(copy, values[index]) && this.makeEqual(copy, values[index]))
  }

  private restoreText(present: Y.Text, wanted: Y.Text): void {
    const before = this.unitsOf(present)
    const after = this.unitsOf(wanted)
    const filled: [copy: unknown, value: unknown][] = []
    const insert = (units: readonly Unit[]) =>
      inRuns(units, ({ format }) => format).map((run): DeltaStep => {
        const [first] = run
        const attributes = { ...first?.attributes }
        if (first !== undefined && typeof first.insert !== 'string') {
          const copy = emptyLike(first.insert) as object
          filled.push([copy, first.insert])
          return { insert: copy, attributes }
        }
        return { insert: run.map(({ token }) => token).join(''), attributes }
      })

    const steps: DeltaStep[] = []
    let at = 0
    let newAt = 0
    const keep = (to: number) => {
      steps.push(...retain(before.slice(at, to), after.slice(newAt, newAt + to - at)))
      newAt += to - at
      at = to
    }
    if (lengthOf(before) === present.length) {
      for (const hunk of this.textHunks(before, after)) {
        keep(hunk.from)
        if (hunk.to > at) steps.push({ delete: lengthOf(before.slice(at, hunk.to)) })
        steps.push(...insert(after.slice(newAt, hunk.newTo)))
        at = hunk.to
        newAt = hunk.newTo
      }
      keep(before.length)
    } else {
      // It holds what no text shows, and which would count as a place all the same.
      present.delete(0, present.length)
      steps.push(...insert(after))
    }
    present.applyDelta(steps)
    for (const [copy, value] of filled) if (areAlike(copy, value)) this.makeEqual(copy, value)
  }

  /** By words first: two texts share too many letters. */
  private textHunks(before: readonly Unit[], after: readonly Unit[]) {
    const words = inRuns(before, wordOf)
    const newWords = inRuns(after, wordOf)
    const starts = startsOf(words)
    const newStarts = startsOf(newWords)
    return findHunks(words.map(join), newWords.map(join), this.budget).map((hunk) => {
      const [from, to] = [starts[hunk.from] ?? 0, starts[hunk.to] ?? 0]
      const [newFrom, newTo] = [newStarts[hunk.newFrom] ?? 0, newStarts[hunk.newTo] ?? 0]
      const inner = trim(
        before.slice(from, to).map(({ token }) => token),
        after.slice(newFrom, newTo).map(({ token }) => token),
      )
      return { from: from + inner.from, to: from + inner.to, newFrom: newFrom + inner.newFrom, newTo: newFrom + inner.newTo }
    })
  }

  private unitsOf(text: Y.Text): Unit[] {
    return runsOf(text).flatMap((run): Unit[] => {
      const { insert, attributes } = run
      const format = formatOf(run)
      if (typeof insert === 'string') return [...insert].map((token) => ({ token, insert, format, attributes }))
      return [{ token: `embed ${this.numberOf(insert)}`, insert, format, attributes }]
    })
  }
}

/** Whether the one can be edited until it equals the other. */
function areAlike(present: unknown, wanted: unknown): boolean {
  return isShared(present) && isShared(wanted) && kindOf(present) === kindOf(wanted)
}

function kindOf(type: SharedType): string {
  if (type instanceof Y.XmlElement) return `element ${type.nodeName}`
  if (type instanceof Y.XmlHook) return `hook ${type.hookName}`
  if (type instanceof Y.XmlText) return 'xml text'
  if (type instanceof Y.XmlFragment) return 'fragment'
  if (type instanceof Y.Text) return 'text'
  return type instanceof Y.Map ? 'map' : 'array'
}

/** A new shared type of the same kind, still empty, because one type can't stand in two documents; a plain value as it is. */
function emptyLike(value: unknown): unknown {
  if (value instanceof Y.XmlElement) return new Y.XmlElement(value.nodeName)
  if (value instanceof Y.XmlHook) return new Y.XmlHook(value.hookName)
  if (value instanceof Y.XmlText) return new Y.XmlText()
  if (value instanceof Y.XmlFragment) return new Y.XmlFragment()
  if (value instanceof Y.Text) return new Y.Text()
  if (value instanceof Y.Map) return new Y.Map()
  if (value instanceof Y.Array) return new Y.Array()
  return value
}

function mapAsFields(map: Y.Map<unknown>): Fields {
  return {
    entries: new Map(map.entries()),
    set: (key, value) => void map.set(key, value),
    delete: (key) => map.delete(key),
  }
}

function attributesAsFields(type: Y.Text | Y.XmlElement): Fields {
  return {
    entries: new Map(attributesOf(type)),
    set: (key, value) => type.setAttribute(key, value),
    delete: (key) => type.removeAttribute(key),
  }
}

/** What stays of a text, and what changes about its formatting. */
function retain(before: readonly Unit[], after: readonly Unit[]): DeltaStep[] {
  const steps: DeltaStep[] = []
  for (let at = 0; at < before.length;) {
    const [old, wanted] = [before[at], after[at]]
    let end = at + 1
    while (end < before.length && before[end]?.format === old?.format && after[end]?.format === wanted?.format) end += 1
    const length = lengthOf(before.slice(at, end))
    at = end
    if (old === undefined || wanted === undefined || old.format === wanted.format) steps.push({ retain: length })
    else steps.push({ retain: length, attributes: { ...mapValues(old.attributes, () => null), ...wanted.attributes } })
  }
  return steps
}

function mapValues(record: Readonly<Record<string, unknown>>, value: () => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.keys(record).map((key) => [key, value()]))
}

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u

function wordOf({ token, insert }: Unit): string | null {
  return typeof insert === 'string' && wordCharacter.test(token) ? 'word' : null
}

/** Neighbours of one group together; units of no group, and embedded things, by themselves. */
function inRuns(units: readonly Unit[], groupOf: (unit: Unit) => string | null): Unit[][] {
  const runs: Unit[][] = []
  let group: string | null = null
  for (const unit of units) {
    const own = typeof unit.insert === 'string' ? groupOf(unit) : null
    if (own !== null && own === group) runs.at(-1)?.push(unit)
    else runs.push([unit])
    group = own
  }
  return runs
}

function startsOf(runs: readonly (readonly Unit[])[]): number[] {
  let at = 0
  return [0, ...runs.map((run) => (at += run.length))]
}

function join(units: readonly Unit[]): string {
  return units.map(({ token }) => token).join('')
}

/** As Yjs counts: UTF-16 units, and one for whatever is embedded. */
function lengthOf(units: readonly Unit[]): number {
  return units.reduce((sum, { insert, token }) => sum + (typeof insert === 'string' ? token.length : 1), 0)
}

/** How many comparisons of items are worth it to find the best pairs; beyond, items are paired as they come. */
const maxPairings = 10_000

/**
 * Which of the removed items should be edited until they equal which of the added ones: pairs of places, ascending in both. As many pairs as
 * possible, and of those the ones that share the most words.
 */
function pairUp(removed: readonly unknown[], added: readonly unknown[], budget: Budget): [number, number][] {
  const cells = removed.length * added.length
  if (cells > Math.min(maxPairings, budget.steps)) return pairInOrder(removed, added)
  budget.steps -= cells
  const words = removed.map(wordsIn)
  const newWords = added.map(wordsIn)
  // best[i][j]: the worth of the best pairs among what follows i and j.
  const best = Array.from({ length: removed.length + 1 }, () => Array.from({ length: added.length + 1 }, () => 0))
  const worth = (i: number, j: number) =>
    areAlike(removed[i], added[j]) ? 1 + similarity(words[i], newWords[j]) + (best[i + 1]?.[j + 1] ?? 0) : -1
  const at = (i: number, j: number) => best[i]?.[j] ?? 0
  for (let i = removed.length - 1; i >= 0; i--) {
    for (let j = added.length - 1; j >= 0; j--) {
      const row = best[i]
      if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), worth(i, j))
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < removed.length && j < added.length;) {
    if (at(i, j) === at(i + 1, j)) i += 1
    else if (at(i, j) === at(i, j + 1)) j += 1
    else pairs.push([i++, j++])
  }
  return pairs
}

function pairInOrder(removed: readonly unknown[], added: readonly unknown[]): [number, number][] {
  const pairs: [number, number][] = []
  for (let at = 0; at < Math.min(removed.length, added.length); at++) if (areAlike(removed[at], added[at])) pairs.push([at, at])
  return pairs
}

/** Dice's coefficient: 0 for no common word, 1 for the same words. */
function similarity(words: ReadonlySet<string> = new Set(), others: ReadonlySet<string> = new Set()): number {
  if (words.size + others.size === 0) return 0
  let common = 0
  for (const word of words) if (others.has(word)) common += 1
  return (2 * common) / (words.size + others.size)
}

const wordsCompared = 40

/** The first words of what stands inside of a value. */
function wordsIn(value: unknown): ReadonlySet<string> {
  const words = new Set<string>()
  const collect = (inner: unknown): void => {
    if (words.size >= wordsCompared) return
    if (typeof inner === 'string') {
      for (const word of inner.slice(0, 1000).split(/[^\p{L}\p{M}\p{N}]+/u))
        if (word !== '' && words.size < wordsCompared) words.add(word)
    } else if (inner instanceof Y.Text) for (const { insert } of runsOf(inner)) collect(insert)
    else if (inner instanceof Y.XmlFragment || inner instanceof Y.Array) for (const child of inner.toArray()) collect(child)
    else if (inner instanceof Y.Map) for (const field of inner.values()) collect(field)
  }
  collect(value)
  return words
}
