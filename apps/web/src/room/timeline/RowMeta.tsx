import { safeLink, type Evidence, type TimelineEntry } from '@second-story/meeting'
import { CircleHelp, ExternalLink, Star, StickyNote } from 'lucide-react'
import { useMayWrite } from '../../connection/useMeeting.ts'
import { Avatar } from '../../design/Avatar.tsx'
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx'
import { type PanelTab, setRoomView } from '../roomView.ts'
import { KindIcon } from './KindIcon.tsx'
import { kindTitles, markTitles } from '../marks.ts'
import styles from './RowMeta.module.css'
import { useAboutCounts } from './useAboutCount.ts'
import { useEditors } from './useEditing.ts'

/** The quiet line under a row: its mark and kind, what supports it, what is asked about it, and who is here. */
export function RowMeta({ entry, onEvidence }: { entry: TimelineEntry; onEvidence: (id: string) => void }) {
  const { questions, notes } = useAboutCounts(entry.id)
  const editors = useEditors(entry.id)
  const { mark, kind, starred, evidence } = entry
  return (
    <div className={styles['meta']} id={`row-${entry.id}-meta`}>
      {mark === null ? null : (
        <span className={styles['mark']} data-mark={mark} title={markTitles[mark].meaning}>
          {markTitles[mark].word}
        </span>
      )}
      {kind === null ? null : (
        <span className={styles['item']}>
          <KindIcon kind={kind} /> {kindTitles[kind]}
        </span>
      )}
      {starred ? (
        <span className={styles['star']}>
          <Star aria-hidden size={14} fill="currentColor" /> Key moment
        </span>
      ) : null}
      {evidence.map((each) => (
        <EvidenceLink key={each.id} evidence={each} onEdit={() => onEvidence(each.id)} />
      ))}
      <Count of={questions} one="question" many="questions" tab="questions" entry={entry}>
        <CircleHelp aria-hidden size={14} />
      </Count>
      <Count of={notes} one="note" many="notes" tab="notes" entry={entry}>
        <StickyNote aria-hidden size={14} />
      </Count>
      {editors.map(({ id, name }) => (
        <span key={id} className={styles['editor']}>
          <Avatar id={id} name={name} /> {name} <VisuallyHidden>is writing in this row</VisuallyHidden>
        </span>
      ))}
    </div>
  )
}

function EvidenceLink({ evidence, onEdit }: { evidence: Evidence; onEdit: () => void }) {
  const mayWrite = useMayWrite()
  const href = safeLink(evidence.url)
  if (href === null) return null
  const { visibleAt, visibleTo } = evidence
  const seen = [visibleTo ? `to ${visibleTo}` : '', visibleAt ? `from ${visibleAt}` : ''].filter(Boolean).join(' ')
  return (
    <span className={styles['evidence']}>
      <a href={href} target="_blank" rel="noopener noreferrer">
        {evidence.title || shortAddress(href)}
        <ExternalLink aria-hidden size={12} />
        <VisuallyHidden>(opens in a new tab)</VisuallyHidden>
      </a>
      {mayWrite ? (
        <button type="button" className={styles['seen']} onClick={onEdit}>
          {seen === '' ? 'seen then by whom?' : `visible ${seen}`}
        </button>
      ) : seen === '' ? null : (
        <span className={styles['seen']}>visible {seen}</span>
      )}
    </span>
  )
}

interface CountProps {
  of: number
  one: string
  many: string
  tab: PanelTab
  entry: TimelineEntry
  children: React.ReactNode
}

function Count({ of, one, many, tab, entry, children }: CountProps) {
  if (of === 0) return null
  return (
    <button
      type="button"
      className={styles['count']}
      onClick={() => setRoomView({ currentEntry: entry.id, tab, column: 'panel' })}
    >
      {children} {of} {of === 1 ? one : many}
    </button>
  )
}

function shortAddress(href: string): string {
  return href.replace(/^\w+:(\/\/)?/, '').slice(0, 40)
}
