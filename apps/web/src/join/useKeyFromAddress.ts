import { useEffect, useState } from 'react'

/**
 * The key behind the # of the address, taken out of sight at once: the address bar is on many shared screens. Null if there was none.
 */
export function useKeyFromAddress(): string | null {
  const [key] = useState(() => (location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : null))
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
  }, [])
  return key
}
