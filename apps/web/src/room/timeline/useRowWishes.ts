import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { setTimelineView, useTimelineView } from './timelineView.ts'

interface RowParts {
  id: string
  isCurrent: boolean
  article: RefObject<HTMLElement | null>
  write: () => void
  openTime: () => void
}

/** Does what was wished for a row (`goToRow`) once it is on the screen, and brings it into view when it becomes the current one. */
export function useRowWishes({ id, isCurrent, article, write, openTime }: RowParts): void {
  const wish = useTimelineView((view) => (view.wish?.id === id ? view.wish.is : null))

  useLayoutEffect(() => {
    if (isCurrent && article.current) reveal(article.current)
  }, [isCurrent, article])

  useEffect(() => {
    // The marks' menu is drawn by the row's actions, which see to it themselves.
    if (wish === null || wish === 'mark') return
    setTimelineView({ wish: null })
    if (wish === 'row') {
      article.current?.focus({ preventScroll: true })
      article.current?.scrollIntoView({ block: 'nearest' })
    } else if (wish === 'text') write()
    else openTime()
    // The functions are new on every render; only the wish starts anything.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wish])
}

/** Leaves the page where it is as long as the beginning of the row can be seen. */
function reveal(row: HTMLElement): void {
  const scroller = row.closest('[data-phase]')?.getBoundingClientRect()
  const { top, bottom } = row.getBoundingClientRect()
  const [start, end] = [scroller?.top ?? 0, scroller?.bottom ?? innerHeight]
  if (bottom < start + 40 || top > end - 40) row.scrollIntoView({ block: 'center' })
}
