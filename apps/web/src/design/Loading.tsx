import { useEffect, useState } from 'react'
import styles from './Message.module.css'

/** Nothing for the first moment, so that quick loads don't flicker; then words, and after a while what to do. */
export function Loading({ what = 'Opening' }: { what?: string }) {
  const seconds = useSeconds()
  return (
    <div className={styles['loading']} role="status">
      {seconds >= 1 ? <p>{what}…</p> : null}
      {seconds >= 10 ? (
        <p>This takes longer than it should. Check your connection, or reload the page; nothing is lost by it.</p>
      ) : null}
    </div>
  )
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
