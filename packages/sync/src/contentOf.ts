import * as Y from 'yjs'

/** What stands at a root of a document. Yjs itself does not know before somebody asks. */
export type RootType = 'map' | 'array' | 'text' | 'xml'
export type Roots = Readonly<Record<string, RootType>>

/**
 * All that can be read out of these roots as plain JSON, with formatting and attributes. Canonical: two documents say the same if and only if
 * their contents have the same JSON, whatever edits and deletions led there.
 */
export function contentOf(doc: Y.Doc, roots: Roots): unknown {
  const names = Object.keys(roots).sort()
  return names.map((name) => [name, describe(rootOf(doc, name, roots[name] ?? 'map'), deeply)])
}

export function rootOf(doc: Y.Doc, name: string, type: RootType): SharedType {
  switch (type) {
    case 'map':
      return doc.getMap(name)
    case 'array':
      return doc.getArray(name)
    case 'text':
      return doc.getText(name)
    case 'xml':
      return doc.getXmlFragment(name)
  }
}

/** The shared types that have content. */
export type SharedType = Y.Map<unknown> | Y.Array<unknown> | Y.Text | Y.XmlFragment

export function isShared(value: unknown): value is SharedType {
  return value instanceof Y.Map || value instanceof Y.Array || value instanceof Y.Text || value instanceof Y.XmlFragment
}

/** A shared type or plain value as JSON; what stands for shared types inside of it is up to `inner`. */
export function describe(value: unknown, inner: (type: SharedType) => unknown): unknown {
  // The narrower classes first: XmlText is a Text, XmlElement a XmlFragment, XmlHook a Map.
  if (value instanceof Y.XmlText)
    return { xmlText: describeDelta(value, inner), fields: describeFields(attributesOf(value), inner) }
  if (value instanceof Y.Text) return { text: describeDelta(value, inner), fields: describeFields(attributesOf(value), inner) }
  if (value instanceof Y.XmlElement) {
    const fields = describeFields(attributesOf(value), inner)
    return { element: value.nodeName, fields, children: describeAll(value.toArray(), inner) }
  }
  if (value instanceof Y.XmlFragment) return { fragment: describeAll(value.toArray(), inner) }
  if (value instanceof Y.XmlHook) return { hook: value.hookName, fields: describeFields(value.entries(), inner) }
  if (value instanceof Y.Map) return { map: describeFields(value.entries(), inner) }
  if (value instanceof Y.Array) return { array: describeAll(value.toArray(), inner) }
  return describePlain(value)
}

/** Attributes of a text or an element. Yjs' types know strings only; more may be there. */
export function attributesOf(type: Y.Text | Y.XmlElement): [string, unknown][] {
  return Object.entries(type.getAttributes())
}

/** One run of a text: words or an embedded thing, and its formatting. */
export interface Run {
  readonly insert: unknown
  readonly attributes: Readonly<Record<string, unknown>>
}

export function runsOf(text: Y.Text): Run[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  return delta.map(({ insert, attributes }) => ({ insert, attributes: attributes ?? {} }))
}

/** Equal for equal formatting. */
export function formatOf({ attributes }: Run): string {
  return JSON.stringify(describeFields(Object.entries(attributes), deeply))
}

function deeply(type: SharedType): unknown {
  return describe(type, deeply)
}

function describeDelta(text: Y.Text, inner: (type: SharedType) => unknown): unknown {
  const described: { words?: string; embed?: unknown; format: string }[] = []
  for (const run of runsOf(text)) {
    const format = formatOf(run)
    const last = described.at(-1)
    if (typeof run.insert !== 'string') described.push({ embed: describeValue(run.insert, inner), format })
    // Formatting that was taken back leaves a seam, which nobody sees.
    else if (last?.words !== undefined && last.format === format) last.words += run.insert
    else described.push({ words: run.insert, format })
  }
  return described
}

function describeFields(entries: Iterable<[string, unknown]>, inner: (type: SharedType) => unknown): unknown {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, describeValue(value, inner)])
}

function describeAll(values: readonly unknown[], inner: (type: SharedType) => unknown): unknown {
  return values.map((value) => describeValue(value, inner))
}

function describeValue(value: unknown, inner: (type: SharedType) => unknown): unknown {
  return isShared(value) ? { shared: inner(value) } : describePlain(value)
}

/** Tagged where JSON would say the same for two values. Pairs, because an object's own `__proto__` is lost in an object literal. */
function describePlain(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : { number: `${value}` }
  if (value instanceof Uint8Array) return { bytes: [...value] }
  if (Array.isArray(value)) return { list: value.map(describePlain) }
  if (value instanceof Y.Doc) return { document: value.guid }
  if (typeof value === 'object') return { object: describeFields(Object.entries(value), describePlain) }
  return typeof value === 'bigint' ? { bigint: value.toString() } : { undefined: true }
}
