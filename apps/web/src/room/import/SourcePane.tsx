import type { SourcePlace } from '@second-story/formats'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { Item } from './candidates.ts'
import type { Found, ImportSession } from './importSession.ts'
import styles from './Import.module.css'

interface SourcePaneProps {
  session: ImportSession
  found: Found
  item: Item | null
  onReveal: (id: string) => void
}

/** Where a row comes from: its lines among all of them, or what the export says of it. */
export function SourcePane({ session, found, item, onReveal }: SourcePaneProps) {
  const place = item?.first.row.source ?? null
  const hasLines = place === null ? found.lines.length > 0 : !('item' in place)
  return (
    <section className={styles['pane']} aria-label="Source">
      {hasLines ? (
        <SourceLines found={found} item={item} onReveal={onReveal} />
      ) : item === null ? (
        <p className={styles['hint']}>Choose a row to see where it comes from.</p>
      ) : (
        <SourceItem session={session} found={found} item={item} />
      )}
    </section>
  )
}

function SourceItem({ session, found, item }: { session: ImportSession; found: Found; item: Item }) {
  const shown = useStore(session.state, (state) => state.shown)
  const { id, source } = item.first.row
  useEffect(() => session.show(id, source), [session, id, source])
  return (
    <>
      <p className={styles['hint']}>
        {found.files[source.file]}
        {'item' in source ? `, number ${source.item + 1}` : ''}
      </p>
      <pre className={styles['json']}>{shown?.id === id ? shown.text : ''}</pre>
    </>
  )
}

const lineHeight = 22

function SourceLines({ found, item, onReveal }: Omit<SourcePaneProps, 'session'>) {
  const list = useRef<HTMLDivElement>(null)
  const isOf = (file: number, number: number) =>
    item?.members.some(
      ({ row: { source } }) => 'from' in source && source.file === file && number >= source.from && number <= source.to,
    ) ?? false
  const source = item?.first.row.source
  const lines = useMemo(() => linesAround(found, source ?? null), [found, source])
  const rows = useMemo(() => rowsByLine(found, lines), [found, lines])
  const first = item === null ? -1 : lines.findIndex(({ file, number }) => isOf(file, number))

  // Its functions are never handed to what is memoised.
  // oxlint-disable-next-line react/incompatible-library -- see above
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current?.parentElement ?? null,
    estimateSize: () => lineHeight,
    overscan: 20,
  })
  useEffect(() => {
    if (first >= 0) virtualizer.scrollToIndex(first, { align: 'center' })
  }, [first, virtualizer])

  return (
    <div ref={list} className={styles['lines']} style={{ blockSize: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const line = lines[index]
        if (line === undefined) return null
        const row = rows.get(line.number)
        return (
          // The same is done by going to the row itself, which the keyboard does; hundreds of stops would help nobody.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- see above
          <div
            key={index}
            ref={virtualizer.measureElement}
            data-index={index}
            data-row={row !== undefined}
            aria-current={isOf(line.file, line.number)}
            style={{ transform: `translateY(${start}px)` }}
            onClick={() => {
              if (row !== undefined) onReveal(row)
            }}
          >
            <span>{line.number}</span>
            {line.text}
          </div>
        )
      })}
    </div>
  )
}

interface Line {
  readonly file: number
  readonly number: number
  readonly text: string
}

/** So many lines are there at a time: of a longer source those around the row. */
const mostLines = 4000

function linesAround({ lines }: Found, source: SourcePlace | null): readonly Line[] {
  const place = source !== null && 'from' in source ? source : { file: lines.findIndex((texts) => texts !== undefined), from: 1 }
  const texts = lines[place.file] ?? []
  const from = texts.length <= mostLines ? 0 : Math.max(0, place.from - mostLines / 2)
  return texts.slice(from, from + mostLines).map((text, index) => ({ file: place.file, number: from + index + 1, text }))
}

/** Which row stands in which of these lines. */
function rowsByLine({ items }: Found, lines: readonly Line[]): ReadonlyMap<number, string> {
  const rows = new Map<number, string>()
  const [begin, end] = [lines[0], lines.at(-1)]
  if (begin === undefined || end === undefined) return rows
  for (const {
    first: {
      row: { source, id },
      leftOut,
    },
  } of items) {
    if (
      'item' in source ||
      leftOut !== null ||
      source.file !== begin.file ||
      source.to < begin.number ||
      source.from > end.number
    )
      continue
    for (let line = source.from; line <= source.to; line += 1) rows.set(line, id)
  }
  return rows
}
