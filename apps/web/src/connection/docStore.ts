/** A shared type, as far as it matters here. */
interface Observed {
  observeDeep(listener: () => void): void
  unobserveDeep(listener: () => void): void
}

/** A plain value read from shared roots: read anew only when one of them changed, kept the same object while it says the same. */
export interface DocStore<T> {
  get(): T
  on(listener: () => void): () => void
  close(): void
}

export function openDocStore<T>(roots: readonly Observed[], read: () => T): DocStore<T> {
  const listeners = new Set<() => void>()
  let value: T | undefined
  let said = ''
  const observe = () => {
    const next = read()
    const says = JSON.stringify(next)
    if (says === said) return
    value = next
    said = says
    for (const listener of listeners) listener()
  }
  for (const root of roots) root.observeDeep(observe)
  return {
    get() {
      if (value === undefined) {
        value = read()
        said = JSON.stringify(value)
      }
      return value
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const root of roots) root.unobserveDeep(observe)
    },
  }
}
