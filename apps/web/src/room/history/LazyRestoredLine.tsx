import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useAgenda } from '../../connection/useMeeting.ts'

const RestoredLine = lazy<ComponentType<{ arrivedWith: string | null }>>(() =>
  import('./RestoredLine.tsx').then(
    (module) => ({ default: module.RestoredLine }),
    // Without it the room works as well; the restore is found in the history.
    () => ({ default: () => null }),
  ),
)

/** The line about a restore, loaded when there was one: in most meetings there is none. */
export function LazyRestoredLine() {
  const { restored } = useAgenda()
  // What is there on arrival may be old; what comes later is new, whatever the clock of this device says.
  const [arrivedWith] = useState(restored?.at ?? null)
  if (restored === null) return null
  return (
    <Suspense>
      <RestoredLine arrivedWith={arrivedWith} />
    </Suspense>
  )
}
