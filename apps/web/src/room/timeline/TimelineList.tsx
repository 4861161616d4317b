import { lazy, Suspense, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { TimelineRow } from './TimelineRow.tsx'
import styles from './TimelineList.module.css'

/**
 * Up to so many rows are all drawn: then the browser's own search, selection, printing and reading aloud just work, and real timelines have
 * 20 to 150. Above, only what can be seen is.
 */
const drawnAtOnce = 400

const loadVirtual = () => import('./VirtualTimeline.tsx')
const VirtualTimeline = lazy(async () => ({ default: (await loadVirtual()).VirtualTimeline }))

export function TimelineList({ ids }: { ids: readonly string[] }) {
  const isPrinting = useIsPrinting()
  if (ids.length <= drawnAtOnce || isPrinting) return <PlainTimeline ids={ids} />
  return (
    <Suspense fallback={<PlainTimeline ids={ids.slice(0, 20)} />}>
      <VirtualTimeline ids={ids} />
    </Suspense>
  )
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
