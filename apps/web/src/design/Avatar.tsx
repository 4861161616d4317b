import styles from './Avatar.module.css'
import { personColour } from './personColour.ts'

/** Somebody's initials on their colour. The name is for hover; screen readers get it where the name is written. */
export function Avatar({ id, name, faded = false }: { id: string; name: string; faded?: boolean }) {
  return (
    <span className={styles['avatar']} data-colour={personColour(id)} data-faded={faded} title={name} aria-hidden>
      {initials(name)}
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}
