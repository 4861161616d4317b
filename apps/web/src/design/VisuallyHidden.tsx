import type { ReactNode } from 'react'
import styles from './announce.module.css'

export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className={styles['hidden']}>{children}</span>
}
