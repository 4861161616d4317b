import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useRoomView } from '../roomView.ts'
import styles from './TimelineList.module.css'
import { TimelineRow } from './TimelineRow.tsx'
import { useTimelineView } from './timelineView.ts'

/** What a row of some thirty words takes, until it is measured. */
const likelyHeight = 76

/**
 * A long timeline, of which only the rows near the screen are drawn; each says its place among all. The current row always stays, so that
 * scrolling away takes neither the focus nor a text that is being written.
 */
export function VirtualTimeline({ ids }: { ids: readonly string[] }) {
  const list = useRef<HTMLOListElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  const currentEntry = useRoomView((view) => view.currentEntry)
  const current = currentEntry === null ? -1 : ids.indexOf(currentEntry)
  const wish = useTimelineView((view) => view.wish)

  // Its functions are never handed to what is memoised.
  // oxlint-disable-next-line react/incompatible-library -- see above
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => list.current?.closest('[data-phase]') ?? null,
    estimateSize: () => likelyHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 6,
    scrollMargin,
    rangeExtractor(range) {
      const indexes = defaultRangeExtractor(range)
      return current < 0 || indexes.includes(current) ? indexes : [...indexes, current].sort((a, b) => a - b)
    },
  })

  useLayoutEffect(() => {
    const scroller = list.current?.closest('[data-phase]')
    if (!list.current || !scroller) return
    const top = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    setScrollMargin(Math.round(top))
  }, [])

  // Rows bring themselves into view, but one that was never near has no true place yet.
  useEffect(() => {
    if (current < 0) return
    const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {}
    if (current < startIndex || current > endIndex) virtualizer.scrollToIndex(current, { align: 'center' })
  }, [current, virtualizer, wish])

  return (
    <ol
      ref={list}
      className={styles['rows']}
      role="list"
      data-virtual
      style={{ blockSize: virtualizer.getTotalSize() }}
      aria-label={`${ids.length} rows`}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const id = ids[index]
        if (id === undefined) return null
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={ids.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            <TimelineRow id={id} before={ids[index - 1] ?? null} />
          </li>
        )
      })}
    </ol>
  )
}
