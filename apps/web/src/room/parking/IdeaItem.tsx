import { findEntity, parkedIdeas } from '@second-story/meeting'
import * as Y from 'yjs'
import type { PlainIdea } from '../../connection/liveMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { EntryLink } from '../EntryLink.tsx'
import { SharedTextArea } from '../SharedTextArea.tsx'
import styles from './MyIdeas.module.css'

/** One idea of mine, before the parking is opened: reword it, withdraw it, bring it back. */
export function IdeaItem({ idea, doc }: { idea: PlainIdea; doc: Y.Doc }) {
  const entity = findEntity(parkedIdeas(doc), idea.id)
  const text: unknown = entity?.get('text')

  function setWithdrawn(isWithdrawn: boolean) {
    if (isWithdrawn) entity?.set('withdrawn', true)
    else entity?.delete('withdrawn')
    announce(isWithdrawn ? 'Withdrawn: it won’t be opened.' : 'Brought back: it will be opened with the others.')
  }

  return (
    <li className={styles['idea']} data-withdrawn={idea.withdrawn}>
      {text instanceof Y.Text && !idea.withdrawn ? (
        <SharedTextArea text={text} label="Reword the idea" field="recommendation" rows={1} />
      ) : (
        // Withdrawn, or written by another client in a way that a text area can't hold.
        <p className={styles['words']}>{idea.text}</p>
      )}
      <div className={styles['line']}>
        {idea.about === null ? null : <EntryLink entry={idea.about} />}
        {idea.withdrawn ? <span className={styles['state']}>Withdrawn: it won’t be opened.</span> : null}
        <Button look="plain" className={styles['withdraw']} onClick={() => setWithdrawn(!idea.withdrawn)}>
          {idea.withdrawn ? 'Bring back' : 'Withdraw'}
        </Button>
      </div>
    </li>
  )
}
