import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { useMayWrite } from '../connection/useMeeting.ts'
import { importing } from './importing.ts'
import { loadImport } from './openImport.ts'

const ImportDialog = lazy(loadImport)

/** Stands beside the room’s other dialogs, so that a change of phase doesn’t close it. */
export function ImportHost() {
  const isOpen = useStore(importing, (state) => state.isOpen)
  const mayWrite = useMayWrite()
  if (!isOpen || !mayWrite) return null
  return (
    <Suspense>
      <ImportDialog />
    </Suspense>
  )
}
