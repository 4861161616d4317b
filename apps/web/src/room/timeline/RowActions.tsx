import { entryKinds, marks, type TimelineEntry } from '@second-story/meeting'
import { CircleHelp, Ellipsis, Flag, Shapes, Star } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useMayWrite, useMeeting, useNameOf } from '../../connection/useMeeting.ts'
import { IconButton } from '../../design/Button.tsx'
import { MenuButton, type MenuItem } from '../../design/Menu.tsx'
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx'
import { compose } from '../roomView.ts'
import { KindIcon } from './KindIcon.tsx'
import { kindTitles, markTitles } from '../marks.ts'
import { MarkSign } from './MarkSign.tsx'
import styles from './RowActions.module.css'
import { setField } from './rowChanges.ts'
import { setTimelineView, useTimelineView } from './timelineView.ts'
import { useMoreItems } from './useMoreItems.tsx'

interface RowActionsProps {
  entry: TimelineEntry
  onEvidence: () => void
}

/** Over the row that somebody points at or stands on: who wrote it, and what can be done with it. */
export function RowActions(props: RowActionsProps) {
  const author = useNameOf(props.entry.by)
  const mayWrite = useMayWrite()
  if (props.entry.by === null && !mayWrite) return null
  return (
    <div className={styles['actions']} role="group" aria-label="This row">
      {props.entry.by === null ? null : (
        <span className={styles['author']} title={`Written by ${author}`}>
          <VisuallyHidden>Written by</VisuallyHidden> {author}
        </span>
      )}
      {mayWrite ? <Buttons {...props} /> : null}
    </div>
  )
}

function Buttons({ entry, onEvidence }: RowActionsProps) {
  const meeting = useMeeting()
  const { id } = entry
  const more = useMoreItems(entry, onEvidence)
  const markButton = useRef<HTMLSpanElement>(null)
  const wantsMark = useTimelineView((view) => view.wish?.id === id && view.wish.is === 'mark')

  useEffect(() => {
    if (!wantsMark) return
    setTimelineView({ wish: null })
    const button = markButton.current?.querySelector('button')
    button?.focus()
    button?.click()
  }, [wantsMark])

  const markItems: MenuItem[] = marks.map((mark) => ({
    is: 'choice',
    label: `${markTitles[mark].word}: ${markTitles[mark].meaning.toLowerCase()}`,
    icon: <MarkSign mark={mark} />,
    chosen: entry.mark === mark,
    onSelect: () => setField(meeting, id, 'mark', entry.mark === mark ? null : mark),
  }))
  if (entry.mark !== null) {
    markItems.push({ is: 'separator' }, { is: 'action', label: 'No mark', onSelect: () => setField(meeting, id, 'mark', null) })
  }
  const kindItems: MenuItem[] = entryKinds.map((kind) => ({
    is: 'choice',
    label: kindTitles[kind],
    icon: <KindIcon kind={kind} size={16} />,
    chosen: entry.kind === kind,
    onSelect: () => setField(meeting, id, 'kind', entry.kind === kind ? null : kind),
  }))

  return (
    <>
      <span className={styles['quick']}>
        <IconButton
          label="Key moment"
          aria-pressed={entry.starred}
          onClick={() => setField(meeting, id, 'starred', !entry.starred)}
        >
          <Star aria-hidden size={16} {...(entry.starred && { fill: 'currentColor' })} />
        </IconButton>
      </span>
      <span ref={markButton}>
        <MenuButton label="Mark as… (M)" items={markItems} square>
          <Flag aria-hidden size={16} />
        </MenuButton>
      </span>
      <MenuButton label="What was it?" items={kindItems} square>
        <Shapes aria-hidden size={16} />
      </MenuButton>
      <span className={styles['quick']}>
        <IconButton label="Ask about this row" hint="Q" onClick={() => compose('question', id)}>
          <CircleHelp aria-hidden size={16} />
        </IconButton>
      </span>
      <MenuButton label="More for this row" items={more} square>
        <Ellipsis aria-hidden size={16} />
      </MenuButton>
    </>
  )
}
