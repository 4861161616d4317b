import { useEffect, useState } from 'react'
import type * as Y from 'yjs'

const pauseMs = 600

/** A number that grows a moment after the document last changed. */
export function useDebouncedVersion(doc: Y.Doc): number {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onUpdate = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setVersion((before) => before + 1), pauseMs)
    }
    doc.on('update', onUpdate)
    return () => {
      clearTimeout(timer)
      doc.off('update', onUpdate)
    }
  }, [doc])
  return version
}
