import { lazy, Suspense } from 'react'
import { useSaveState } from '../../connection/useMeeting.ts'
import { loadRefusedLine } from './loadUnsaved.ts'

const RefusedLine = lazy(loadRefusedLine)

/** Most meetings never need it. */
export function LazyRefusedLine() {
  const { is } = useSaveState()
  return is === 'refused' ? (
    <Suspense>
      <RefusedLine />
    </Suspense>
  ) : null
}
