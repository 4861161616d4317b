import { Bookmark, Flag, Undo2 } from 'lucide-react'
import { type ComponentType, useRef, useState } from 'react'
import { useMayWrite, usePeople, useSelf } from '../../connection/useMeeting.ts'
import type { History, Version } from './historyApi.ts'
import type { Look } from './look.ts'
import { SaveVersion } from './SaveVersion.tsx'
import styles from './VersionList.module.css'
import { namesText, versionName, whenText } from './words.ts'

interface VersionListProps {
  history: History
  look: Look
  zone: string
  openedAt: number
  onLook: (look: Look) => void
  onSaved: () => void
}

const icons: Readonly<Record<Version['kind'], ComponentType<{ size: number; 'aria-hidden': true }>>> = {
  named: Bookmark,
  phase: Flag,
  'before-restore': Undo2,
}

/** Moments with a name, newest first. Folded away at first where there is no room beside the board. */
export function VersionList({ history, look, zone, openedAt, onLook, onSaved }: VersionListProps) {
  const mayWrite = useMayWrite()
  const people = usePeople()
  const self = useSelf()
  const [isWide] = useState(() => matchMedia('(width >= 60rem)').matches)
  const [isOpen, setOpen] = useState(isWide)
  const summary = useRef<HTMLElement>(null)

  function choose(id: string) {
    onLook({ is: 'version', id })
    if (isWide) return
    // It would stand between the choice and what was chosen. The keyboard goes on from what is left of it.
    setOpen(false)
    summary.current?.focus()
  }

  return (
    <details className={styles['versions']} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={summary} className={styles['summary']}>
        Versions ({history.versions.length})
      </summary>
      {mayWrite ? <SaveVersion onSaved={onSaved} /> : null}
      {history.versions.length === 0 ? (
        <p className={styles['none']}>None yet. One is kept at the end of each phase.</p>
      ) : (
        <ol className={styles['list']} role="list">
          {history.versions.toReversed().map((version) => {
            const Icon = icons[version.kind]
            const writers = namesText(version.authors, people, self.id)
            return (
              <li key={version.id}>
                <button
                  type="button"
                  className={styles['version']}
                  aria-pressed={look.is === 'version' && look.id === version.id}
                  onClick={() => choose(version.id)}
                >
                  <Icon size={15} aria-hidden />
                  <span className={styles['name']}>{versionName(version)}</span>
                  <span className={styles['when']}>
                    {whenText(version.at, zone, openedAt)}
                    {writers === '' ? '' : ` · ${writers}`}
                  </span>
                </button>
              </li>
            )
          })}
        </ol>
      )}
    </details>
  )
}
