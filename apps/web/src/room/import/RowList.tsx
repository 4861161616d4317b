import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { type Item, rangeOf } from './candidates.ts'
import { ImportRow } from './ImportRow.tsx'
import type { Choice } from './importSession.ts'
import styles from './Import.module.css'

interface RowListProps {
  items: readonly Item[]
  /** They are about to be others. */
  isPending: boolean
  zone: string
  current: string | null
  /** Where a selection begins. */
  anchor: string | null
  selected: readonly Item[]
  onSelect: (id: string, extend?: boolean) => void
  onChoose: (items: readonly Item[], choice: Choice) => void
  onGroup: () => void
  isFiltered: boolean
}

/** Nobody scrolls further: words and people find the rest, and what is decided about all is decided about all. */
const mostShown = 1000

/** A row of two lines, until it is measured. */
const likelyHeight = 68

/**
 * The rows, of which only those near the screen are drawn. One stop for the tabulator key: arrows (or J and K) go through the rows, Space
 * keeps or drops, S stars, G makes one row of several; with Shift the selection grows.
 */
export function RowList({
  items: all,
  isPending,
  zone,
  current,
  anchor,
  selected,
  onSelect,
  onChoose,
  onGroup,
  isFiltered,
}: RowListProps) {
  const items = all.length > mostShown ? all.slice(0, mostShown) : all
  const scroller = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const index = items.findIndex(({ id }) => id === current)
  const selectedIds = new Set(selected.map(({ id }) => id))

  // Its functions are never handed to what is memoised.
  // oxlint-disable-next-line react/incompatible-library -- see above
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => likelyHeight,
    getItemKey: (place) => items[place]?.id ?? place,
    overscan: 6,
    rangeExtractor(range) {
      const indexes = defaultRangeExtractor(range)
      return index < 0 || indexes.includes(index) ? indexes : [...indexes, index].sort((a, b) => a - b)
    },
  })

  useEffect(() => {
    if (index < 0) return
    virtualizer.scrollToIndex(index, { align: 'auto' })
    if (!wantsFocus.current) return
    wantsFocus.current = false
    scroller.current?.querySelector<HTMLInputElement>('[data-current="true"] input')?.focus({ preventScroll: true })
  }, [index, virtualizer])

  function go(to: number, extend: boolean) {
    const item = items[Math.max(0, Math.min(items.length - 1, to))]
    if (item === undefined || item.id === current) return
    wantsFocus.current = true
    onSelect(item.id, extend)
  }

  /** What a key is about: the selection where the current row is in it. */
  const targets = (item: Item) => (selectedIds.has(item.id) ? selected : [item])

  function onKeyDown(event: KeyboardEvent) {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return
    const here = items[index]
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (key === 'ArrowDown' || key === 'j') go(index + 1, event.shiftKey)
    else if (key === 'ArrowUp' || key === 'k') go(index - 1, event.shiftKey)
    else if (key === 'PageDown') go(index + 10, event.shiftKey)
    else if (key === 'PageUp') go(index - 10, event.shiftKey)
    else if (key === 'Home') go(0, event.shiftKey)
    else if (key === 'End') go(items.length - 1, event.shiftKey)
    else if (key === 's' && here) onChoose(targets(here), { isStarred: !here.isStarred })
    else if (key === 'g' && here) {
      // The current row may become part of another one.
      wantsFocus.current = true
      onGroup()
    } else return
    event.preventDefault()
  }

  return (
    // The controls in it have the focus; it only hears their keys.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- see above
    <div ref={scroller} className={styles['rows']} onKeyDown={onKeyDown}>
      {items.length === 0 && !isPending ? (
        <p className={styles['hint']}>
          {isFiltered
            ? 'No row fits. Show all, or look for other words.'
            : 'No row was found in it. Read it as something else, or start over.'}
        </p>
      ) : null}
      <ol role="list" aria-label={`${items.length} rows`} style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index: place, key, start }) => {
          const item = items[place]
          if (item === undefined) return null
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={place}
              aria-setsize={items.length}
              aria-posinset={place + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <ImportRow
                item={item}
                zone={zone}
                isCurrent={item.id === current}
                isSelected={selectedIds.has(item.id)}
                isTabStop={index < 0 ? place === 0 : item.id === current}
                onSelect={onSelect}
                onKeep={(isKept, extend) => onChoose(extend ? rangeOf(items, anchor, item.id) : targets(item), { isKept })}
                onChoose={(choice) => onChoose([item], choice)}
              />
            </li>
          )
        })}
      </ol>
      {all.length > items.length ? (
        <p className={styles['hint']}>
          {(all.length - items.length).toLocaleString()} more rows are not shown here. Find words or a person to see them.
        </p>
      ) : null}
    </div>
  )
}
