import { formatTime, type TimelineEntry } from '@second-story/meeting'
import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from 'react'
import { useDetails, useEntity, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { EditableText, type EditableTextHandle } from '../../editor/EditableText.tsx'
import { setRoomView, useRoomView } from '../roomView.ts'
import { EvidenceDialog } from './EvidenceDialog.tsx'
import { MarkSign } from './MarkSign.tsx'
import { NewRow } from './NewRow.tsx'
import { RowAccounts } from './RowAccounts.tsx'
import { RowActions } from './RowActions.tsx'
import { replaceText } from './rowChanges.ts'
import { RowLead } from './RowLead.tsx'
import { RowMeta } from './RowMeta.tsx'
import { RowTime } from './RowTime.tsx'
import styles from './TimelineRow.module.css'
import { setTimelineView, useTimelineView } from './timelineView.ts'
import { useTellEditing } from './useEditing.ts'
import { useIsSpotlit } from './useSpotlight.ts'
import { useRowWishes } from './useRowWishes.ts'

interface TimelineRowProps {
  id: string
  /** The row above it; null for the first. */
  before: string | null
}

/** One moment: when, what it was for the course of the incident, and what people tell of it. Drawn again only when it changes. */
export const TimelineRow = memo(function TimelineRow({ id, before }: TimelineRowProps) {
  const { timeline } = useMeeting()
  const entry = useEntity(timeline, id)
  const previous = useEntity(timeline, before ?? '')
  const isNewAfter = useTimelineView((view) => view.newAfter === id)
  if (entry === null) return null
  return (
    <>
      <RowLead entry={entry} before={previous} />
      <ShownRow entry={entry} after={previous?.at ?? null} />
      {isNewAfter ? <NewRow place="between" after={id} onDone={() => setTimelineView({ newAfter: null })} /> : null}
    </>
  )
})

function ShownRow({ entry, after }: { entry: TimelineEntry; after: string | null }) {
  const meeting = useMeeting()
  const { zone } = useDetails()
  const { id, mark } = entry
  const mayWrite = useMayWrite()
  const isCurrent = useRoomView((view) => view.currentEntry === id)
  const isSpotlit = useIsSpotlit(id)
  const [isHovered, setHovered] = useState(false)
  const [isTimeOpen, setTimeOpen] = useState(false)
  const [evidence, setEvidence] = useState<{ id: string | null } | null>(null)
  const article = useRef<HTMLElement>(null)
  const text = useRef<EditableTextHandle>(null)
  const tellEditing = useTellEditing(id)
  useRowWishes({ id, isCurrent, article, write: () => text.current?.edit(), openTime: () => setTimeOpen(mayWrite) })

  const time = formatTime(entry, zone)
  const makeCurrent = () => {
    if (!isCurrent) setRoomView({ currentEntry: id })
  }
  const hover = (event: PointerEvent, isOver: boolean) => {
    if (event.pointerType === 'mouse') setHovered(isOver)
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // From a button of the row back to the row, where J, K and Enter work again.
    if (event.key === 'Escape' && event.target instanceof HTMLButtonElement) event.currentTarget.focus()
    if (event.key !== 'Enter' || event.target !== event.currentTarget || !mayWrite) return
    event.preventDefault()
    event.stopPropagation()
    text.current?.edit()
  }

  return (
    <article
      ref={article}
      id={`row-${id}`}
      className={styles['row']}
      data-current={isCurrent}
      data-spotlit={isSpotlit}
      // The row takes the focus for J and K, and Enter there writes in it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent}
      aria-labelledby={`row-${id}-time row-${id}-text`}
      aria-describedby={`row-${id}-meta`}
      onFocus={makeCurrent}
      onPointerDown={makeCurrent}
      onPointerEnter={(event) => hover(event, true)}
      onPointerLeave={(event) => hover(event, false)}
      onKeyDown={onKeyDown}
    >
      {isSpotlit ? <p className={styles['here']}>The room is here</p> : null}
      <div className={styles['time']} id={`row-${id}-time`}>
        <RowTime
          entry={entry}
          after={after}
          editable={mayWrite}
          isOpen={isTimeOpen}
          onOpen={() => {
            setTimeOpen(true)
            tellEditing(true)
          }}
          onClose={(byKey) => {
            setTimeOpen(false)
            tellEditing(false)
            if (byKey) article.current?.focus()
          }}
        />
      </div>
      <div className={styles['thread']}>{mark === null ? <span className={styles['dot']} /> : <MarkSign mark={mark} />}</div>
      <div className={styles['body']}>
        <RowAccounts entry={entry}>
          <div id={`row-${id}-text`}>
            <EditableText
              ref={text}
              value={entry.text}
              label={`what happened, ${time === '' ? 'no time yet' : time}`}
              placeholder="Nothing written yet"
              compact
              editable={mayWrite}
              returnFocusTo={article}
              onReplace={(fragment) => replaceText(meeting, id, fragment)}
              onEditingChange={tellEditing}
            />
          </div>
        </RowAccounts>
        <RowMeta entry={entry} onEvidence={(chosen) => setEvidence({ id: chosen })} />
      </div>
      {isCurrent || isHovered ? <RowActions entry={entry} onEvidence={() => setEvidence({ id: null })} /> : null}
      {evidence === null ? null : <EvidenceDialog entry={entry} evidence={evidence.id} onClose={() => setEvidence(null)} />}
    </article>
  )
}
