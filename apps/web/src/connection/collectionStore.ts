import * as Y from 'yjs'

/**
 * One root of entities (`Y.Map<id, Y.Map>`) as a per-id external store: a row subscribes to its own entity and is drawn again only when
 * that changes. Fed by one deep observer; nothing is ever read whole per update. Texts stay live (`readRichText` and the editor follow them
 * by themselves), so typing changes no entity.
 */
export interface CollectionStore<T> {
  /** Ids in the order that every client shows. The same array as long as nothing moves, comes or goes. */
  ids(): readonly string[]
  /** A plain snapshot, the same object until it changes; null for what is gone or doesn't fit. */
  entity(id: string): T | null
  /** All in order; the same array until any of them changes. */
  all(): readonly T[]
  onIds(listener: () => void): () => void
  onEntity(id: string, listener: () => void): () => void
  onAll(listener: () => void): () => void
  close(): void
}

export function openCollectionStore<T extends { readonly id: string }>(
  root: Y.Map<unknown>,
  read: (value: unknown) => T | null,
  order: (a: T, b: T) => number,
): CollectionStore<T> {
  const entities = new Map<string, T | null>()
  const entityListeners = new Map<string, Set<() => void>>()
  const idListeners = new Set<() => void>()
  const allListeners = new Set<() => void>()
  let ids: readonly string[] | null = null
  let all: readonly T[] | null = null

  const entity = (id: string): T | null => {
    const known = entities.get(id)
    if (known !== undefined) return known
    const value = root.has(id) ? read(root.get(id)) : null
    entities.set(id, value)
    return value
  }

  const sortedIds = (): readonly string[] => {
    const found: T[] = []
    // Beginning with the order as it was: what is nearly sorted is sorted in a tenth of the time.
    for (const id of new Set([...(ids ?? []), ...root.keys()])) {
      const value = entity(id)
      // Under another id than its own an entity would be shown twice.
      if (value !== null && value.id === id) found.push(value)
    }
    return found.sort(order).map(({ id }) => id)
  }

  /** Whether `id` stands rightly among `sorted`, or rightly doesn't; where that holds for all that changed, nothing has moved. */
  const isInPlace = (id: string, sorted: readonly string[]): boolean => {
    const value = root.has(id) ? entity(id) : null
    const index = sorted.indexOf(id)
    if (value === null || value.id !== id) return index === -1
    if (index === -1) return false
    const [previous, next] = [sorted[index - 1], sorted[index + 1]].map((other) => (other === undefined ? null : entity(other)))
    return (!previous || order(previous, value) <= 0) && (!next || order(value, next) <= 0)
  }

  const currentIds = (): readonly string[] => (ids ??= sortedIds())

  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    const changed = new Set<string>()
    for (const event of events) {
      if (event.path.length === 0) {
        for (const key of event.keys.keys()) changed.add(key)
      } else if (changesEntity(event)) {
        changed.add(String(event.path[0]))
      }
    }
    if (changed.size === 0) return
    for (const id of changed) entities.delete(id)
    const before = ids
    // A mark or a word changed in one of thousands: sorting them all for that would cost more than everything else.
    const after = before !== null && [...changed].every((id) => isInPlace(id, before)) ? before : sortedIds()
    ids = before !== null && sameIds(before, after) ? before : after
    all = null
    for (const id of changed) for (const listener of entityListeners.get(id) ?? []) listener()
    if (ids !== before) for (const listener of idListeners) listener()
    for (const listener of allListeners) listener()
  }
  root.observeDeep(observe)

  return {
    ids: currentIds,
    entity,
    all: () => (all ??= currentIds().flatMap((id) => entity(id) ?? [])),
    onIds: (listener) => listen(idListeners, listener),
    onAll: (listener) => listen(allListeners, listener),
    onEntity(id, listener) {
      const listeners = entityListeners.get(id) ?? new Set()
      entityListeners.set(id, listeners)
      const stop = listen(listeners, listener)
      return () => {
        stop()
        if (listeners.size === 0) entityListeners.delete(id)
      }
    },
    close: () => root.unobserveDeep(observe),
  }
}

/** Typing inside a text changes the text, not the entity that holds it. */
function changesEntity(event: Y.YEvent<Y.AbstractType<unknown>>): boolean {
  return !(event.target instanceof Y.XmlFragment || event.target instanceof Y.Text)
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
