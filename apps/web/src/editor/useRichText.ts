import { readRichText, type RichText, type TextValue } from '@second-story/meeting'
import { useMemo, useSyncExternalStore } from 'react'
import * as Y from 'yjs'

/** The words of `value`, read again only when they change. */
export function useRichText(value: TextValue): RichText {
  const store = useMemo(() => richTextStore(value), [value])
  return useSyncExternalStore(store.subscribe, store.read)
}

export interface RichTextStore {
  subscribe(listener: () => void): () => void
  /** The same object until the text has changed. */
  read(): RichText
}

/** Watches `value` only while somebody is subscribed. */
export function richTextStore(value: TextValue): RichTextStore {
  let known: RichText | null = null
  const read = () => (known ??= readRichText(value))
  return {
    read,
    subscribe(listener) {
      if (!(value instanceof Y.AbstractType)) return () => undefined
      const changed = () => {
        known = null
        listener()
      }
      // It may have changed between the first reading and now. The old object stays when it hasn't, or every row would render twice.
      const before = known
      known = null
      if (before !== null && JSON.stringify(before) === JSON.stringify(read())) known = before
      value.observeDeep(changed)
      return () => value.unobserveDeep(changed)
    },
  }
}
