import { useDeferredValue, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useDetails, useMeeting } from '../../connection/useMeeting.ts'
import { announce, toast } from '../../design/announce.tsx'
import { filtered, groupAround, type Item, itemsOf, noFilter, rangeOf, tallyOf } from './candidates.ts'
import { FilterBar } from './FilterBar.tsx'
import { Foot } from './Foot.tsx'
import type { Choice, Found, ImportSession } from './importSession.ts'
import { PreviewHead } from './PreviewHead.tsx'
import { RowList } from './RowList.tsx'
import { SourcePane } from './SourcePane.tsx'
import styles from './Import.module.css'

const noItems: readonly Item[] = []

/** What was read beside where it stands in the source, to be chosen from. */
export function Preview({ session, found }: { session: ImportSession; found: Found }) {
  const { zone } = useDetails()
  const choices = useStore(session.state, (state) => state.choices)
  const groups = useStore(session.state, (state) => state.groups)
  const [filter, setFilter] = useState(noFilter)
  const [current, setCurrent] = useState<string | null>(null)
  const [anchor, setAnchor] = useState<string | null>(null)
  const [pane, setPane] = useState<'rows' | 'source'>('rows')
  const meeting = useMeeting()

  const items = useMemo(() => itemsOf(found.items, { choices, groups }), [found, choices, groups])
  const tally = useMemo(() => (items === found.items ? found.tally : tallyOf(items)), [found, items])
  const wanted = useDeferredValue(filter)
  const shown = useMemo(
    () => (items === found.items && wanted === noFilter ? found.listed : filtered(items, wanted)),
    [found, items, wanted],
  )
  // The first rows are drawn after what stands around them: both at once would be a long time for one frame.
  const isDrawn = useDeferredValue(true, false)
  const listed = isDrawn ? shown : noItems
  const selected = useMemo(() => rangeOf(shown, anchor, current), [shown, anchor, current])
  const item = useMemo(() => (current === null ? null : (shown.find(({ id }) => id === current) ?? null)), [shown, current])

  function choose(targets: readonly Item[], choice: Choice) {
    const next = new Map(session.state.getState().choices)
    for (const { id } of targets) next.set(id, { ...next.get(id), ...choice })
    session.state.setState({ choices: next })
  }

  /** Several that are selected become one; one alone takes its thread, or the run of its person; a group falls apart again. */
  function group() {
    const index = shown.findIndex(({ id }) => id === current)
    const here = shown[index]
    if (here === undefined) return
    const next = new Map(groups)
    if (here.members.length > 1 && selected.length <= 1) {
      next.delete(here.id)
      announce('Taken apart.')
    } else {
      const all = selected.length > 1 ? selected : groupAround(shown, index)
      const [first] = all
      if (first === undefined || all.length < 2) {
        toast('Select several rows first: press Shift and an arrow key, or Shift and click.')
        return
      }
      for (const { id } of all) next.delete(id)
      next.set(
        first.id,
        all.flatMap(({ members }) => members.map(({ row }) => row.id)),
      )
      choose([first], { isKept: true })
      setCurrent(first.id)
      setAnchor(first.id)
      announce(`${all.length} rows are one now.`)
    }
    session.state.setState({ groups: next })
  }

  const select = (id: string, extend = false) => {
    setCurrent(id)
    if (!extend) setAnchor(id)
  }
  /** From the source: the row that stands there, whatever the filter hides. */
  const reveal = (id: string) => {
    if (!shown.some((each) => each.id === id)) setFilter(noFilter)
    select(id)
  }
  const isNarrowed = filter.view !== 'all' || filter.person !== null || filter.words.trim() !== ''

  return (
    <div className={styles['preview']} data-pane={pane}>
      <PreviewHead session={session} found={found} />
      <FilterBar
        filter={filter}
        onFilter={setFilter}
        tally={tally}
        people={found.people}
        pane={pane}
        onPane={setPane}
        onKeepAll={(isKept) => {
          choose(shown, { isKept })
          announce(`${isKept ? 'Kept' : 'Dropped'} ${shown.length} rows.`)
        }}
        isNarrowed={isNarrowed}
        canGroup={item !== null}
        isGroup={item !== null && item.members.length > 1 && selected.length <= 1}
        onGroup={group}
      />
      <RowList
        items={listed}
        isPending={!isDrawn}
        zone={zone}
        current={current}
        anchor={anchor}
        selected={selected}
        onSelect={select}
        onChoose={choose}
        onGroup={group}
        isFiltered={isNarrowed}
      />
      <SourcePane session={session} found={found} item={item} onReveal={reveal} />
      <Foot session={session} meeting={meeting} found={found} items={items} tally={tally} />
    </div>
  )
}
