/** Chunks of their own, which must be here before they are needed: the server that sends them may be what is missing. */
export const loadUnsavedDialog = async () => ({ default: (await import('./UnsavedDialog.tsx')).UnsavedDialog })
export const loadRefusedLine = async () => ({ default: (await import('./RefusedLine.tsx')).RefusedLine })

/** Fetches them once the room has settled. */
export function preloadUnsaved(): () => void {
  const timer = setTimeout(() => {
    for (const load of [loadUnsavedDialog, loadRefusedLine]) load().catch(() => undefined) // asked for again when needed
  }, 1500)
  return () => clearTimeout(timer)
}
