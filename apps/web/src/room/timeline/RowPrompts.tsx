import { prompts } from '@second-story/coach'
import type { TimelineEntry } from '@second-story/meeting'
import styles from './RowPrompts.module.css'

/** Questions that fit the row under discussion. Drawn for facilitators alone, on their own screen. */
export function RowPrompts({ entry }: { entry: TimelineEntry }) {
  const fitting = (entry.kind === null ? anyKind : prompts.kinds[entry.kind]) ?? anyKind
  return (
    <aside className={styles['prompts']} aria-label="To ask here; only you see this">
      <p className={styles['private']}>To ask here. Only you see this.</p>
      <ul role="list">
        {fitting.slice(0, 3).map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </aside>
  )
}

const anyKind = ['What surprised you here? What had you expected?', 'Who remembers it differently? Shall we keep both?']
