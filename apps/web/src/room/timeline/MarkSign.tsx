import type { Mark } from '@second-story/meeting'
import { markTitles } from '../marks.ts'
import styles from './MarkSign.module.css'

/** A mark's own shape with its letter in it. Stands beside its word, or under a name that says it. */
export function MarkSign({ mark }: { mark: Mark }) {
  return (
    <svg className={styles['sign']} viewBox="0 0 24 24" data-mark={mark} aria-hidden>
      <path className={styles['shape']} d={shapes[mark]} />
      <text className={styles['letter']} x="12" y={mark === 'impact-start' ? 16.1 : 16.4} textAnchor="middle">
        {markTitles[mark].letter}
      </text>
    </svg>
  )
}

const shapes: Readonly<Record<Mark, string>> = {
  'impact-start': 'M12 0.5 23.5 12 12 23.5 0.5 12Z',
  detected: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 1 1 0-21Z',
  declared: 'M4.5 2.5h15a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2Z',
  mitigated: 'M6.2 2h11.6L23.5 12 17.8 22H6.2L0.5 12Z',
  resolved: 'M12 0.8 22.5 9.2V20.5a1.7 1.7 0 0 1-1.7 1.7H3.2a1.7 1.7 0 0 1-1.7-1.7V9.2Z',
}
