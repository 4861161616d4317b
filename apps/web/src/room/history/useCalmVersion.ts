import { useEffect, useState } from 'react'
import type * as Y from 'yjs'

const pauseMs = 1000

/** A number that grows after the document has changed, at most once a second: comparing a whole board at each letter would cost too much. */
export function useCalmVersion(doc: Y.Doc): number {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onUpdate = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        setVersion((before) => before + 1)
      }, pauseMs)
    }
    doc.on('update', onUpdate)
    return () => {
      clearTimeout(timer)
      doc.off('update', onUpdate)
    }
  }, [doc])
  return version
}
