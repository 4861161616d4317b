import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { TimelineRow } from './TimelineRow.tsx'
import styles from './TimelineList.module.css'

/**
 * Up to so many rows are all drawn: then the browser's own search, selection, printing and reading aloud just work, and real timelines have
 * 20 to 150. Above, only what can be seen is.
 */
const drawnAtOnce = 400

type Virtual = typeof import('./VirtualTimeline.tsx').VirtualTimeline
let loaded: Virtual | null = null

export function TimelineList({ ids }: { ids: readonly string[] }) {
  const isPrinting = useIsPrinting()
  const isLong = ids.length > drawnAtOnce
  const VirtualTimeline = useVirtualTimeline(isLong)
  if (!isLong || isPrinting) return <PlainTimeline ids={ids} />
  if (VirtualTimeline === null) return <PlainTimeline ids={ids.slice(0, 20)} />
  // It is fetched, not made: the same component on every render.
  // oxlint-disable-next-line react/static-components -- see above
  return <VirtualTimeline ids={ids} />
}

/** Fetched when it is wanted. Not by `lazy`: React would leave the first rows standing alone for 300 ms before it shows the whole. */
function useVirtualTimeline(isWanted: boolean): Virtual | null {
  const [component, setComponent] = useState<Virtual | null>(() => loaded)
  useEffect(() => {
    if (!isWanted || component !== null) return
    let isCurrent = true
    void import('./VirtualTimeline.tsx').then(
      ({ VirtualTimeline }) => {
        loaded = VirtualTimeline
        if (isCurrent) setComponent(() => VirtualTimeline)
      },
      // Without its part for long timelines (offline, or a newer version was installed) the page draws every row: slower, and complete.
      () => isCurrent && setComponent(() => PlainTimeline),
    )
    return () => {
      isCurrent = false
    }
  }, [isWanted, component])
  return component
}

function PlainTimeline({ ids }: { ids: readonly string[] }) {
  return (
    <ol className={styles['rows']} role="list">
      {ids.map((id, index) => (
        <li key={id}>
          <TimelineRow id={id} before={ids[index - 1] ?? null} />
        </li>
      ))}
    </ol>
  )
}

/** On paper there is no scrolling: everything is drawn before the page is printed. */
function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const start = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', start)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', start)
      removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
