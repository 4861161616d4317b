import { formatDay, formatTime, type TimelineEntry } from '@second-story/meeting'
import { useId, useMemo } from 'react'
import { useDetails, useEntity, useMeeting } from '../../connection/useMeeting.ts'
import { useRoomView } from '../roomView.ts'
import styles from './IncidentStrip.module.css'
import { markTitles } from '../marks.ts'
import { MarkSign } from './MarkSign.tsx'
import { type Strip, stripMoments } from './stripMoments.ts'
import { goToRow } from './timelineView.ts'

/** The course of the incident on one line; its marks lead to their rows. The list is the truth, this the overview. */
export function IncidentStrip({ entries }: { entries: readonly TimelineEntry[] }) {
  const strip = useMemo(() => stripMoments(entries), [entries])
  const titleId = useId()
  const { zone } = useDetails()
  if (strip === null) return null
  const { first, last, impact, scale } = strip
  const laneCount = Math.max(0, ...strip.marks.map(({ lane }) => lane)) + 1
  const isOneDay = dayOf(first, zone) === dayOf(last, zone)
  const name = (entry: TimelineEntry) =>
    isOneDay ? formatTime(entry, zone) : `${dayOf(entry, zone)}, ${formatTime(entry, zone)}`

  return (
    <figure className={styles['strip']} aria-labelledby={titleId}>
      <ol className={styles['marks']} role="list" style={{ blockSize: `${laneCount * 1.75}rem` }}>
        {strip.marks.map(({ id, mark, x, lane }) => (
          <li key={id} style={{ insetInlineStart: `${x * 100}%`, insetBlockEnd: `${lane * 1.75}rem` }}>
            <MarkButton id={id} title={markTitles[mark].word}>
              <MarkSign mark={mark} />
            </MarkButton>
          </li>
        ))}
      </ol>
      <svg className={styles['line']} viewBox="0 0 1000 1" preserveAspectRatio="none" role="img" aria-labelledby={titleId}>
        <title id={titleId}>
          {`The incident from ${name(first)} to ${name(last)}, a line for each row; the same rows are listed below.`}
        </title>
        {impact === null ? null : (
          <rect className={styles['impact']} x={impact.from * 1000} width={(impact.to - impact.from) * 1000} y="0" height="1" />
        )}
        <path className={styles['ticks']} d={strip.ticks} />
        {scale.breaks.map((x) => (
          <path
            key={x}
            className={styles['break']}
            d={`M${x * 1000 - 4} 1L${x * 1000 - 1} 0M${x * 1000 + 1} 1L${x * 1000 + 4} 0`}
          />
        ))}
        <Cursor strip={strip} />
      </svg>
      <figcaption className={styles['ends']}>
        <span>{name(first)}</span>
        <span>{name(last)}</span>
      </figcaption>
    </figure>
  )
}

function MarkButton({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  const { zone } = useDetails()
  const entry = useEntity(useMeeting().timeline, id)
  const name = entry === null ? title : `${title}, ${formatTime(entry, zone)}`
  return (
    <button
      type="button"
      className={styles['mark']}
      aria-label={`${name}: go to the row`}
      title={name}
      onClick={() => goToRow(id)}
    >
      {children}
    </button>
  )
}

/** Where the current row stands. */
function Cursor({ strip }: { strip: Strip }) {
  const current = useRoomView((view) => view.currentEntry)
  const entry = useEntity(useMeeting().timeline, current ?? '')
  if (entry === null || entry.at === null || entry.precision === 'day') return null
  const x = strip.scale.at(Date.parse(entry.at)) * 1000
  return <path className={styles['cursor']} d={`M${x} 0V1`} />
}

function dayOf({ at }: TimelineEntry, zone: string): string {
  return at === null ? '' : formatDay(at, zone)
}
