import { Link } from 'wouter'
import styles from './Wordmark.module.css'

/** Name and sign of the product; leads home. */
export function Wordmark({ small = false }: { small?: boolean }) {
  return (
    <Link href="/" className={styles['wordmark'] ?? ''} data-small={small} aria-label="Second Story, to the start">
      <svg viewBox="0 0 32 32" aria-hidden className={styles['sign']}>
        <rect width="32" height="32" rx="8" className={styles['ground']} />
        <path d="M8 21h16" className={styles['first']} />
        <path d="M8 12h16" className={styles['second']} />
        <circle cx="20" cy="12" r="4.5" className={styles['dot']} />
      </svg>
      <span className={styles['name']}>Second Story</span>
    </Link>
  )
}
