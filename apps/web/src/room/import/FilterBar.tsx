import { Button } from '../../design/Button.tsx'
import type { Filter, Tally } from './candidates.ts'
import type { Person } from './importMessages.ts'
import styles from './Import.module.css'

interface FilterBarProps {
  filter: Filter
  onFilter: (filter: Filter) => void
  tally: Tally
  people: readonly Person[]
  pane: 'rows' | 'source'
  onPane: (pane: 'rows' | 'source') => void
  isNarrowed: boolean
  onKeepAll: (isKept: boolean) => void
  canGroup: boolean
  isGroup: boolean
  onGroup: () => void
}

/** Narrows the rows down, and decides about all that are shown. */
export function FilterBar({
  filter,
  onFilter,
  tally,
  people,
  pane,
  onPane,
  isNarrowed,
  onKeepAll,
  canGroup,
  isGroup,
  onGroup,
}: FilterBarProps) {
  const views = [
    { view: 'all', label: 'All', count: tally.all },
    { view: 'kept', label: 'Kept', count: tally.kept },
    { view: 'starred', label: 'Starred', count: tally.starred },
    { view: 'left-out', label: 'Left out', count: tally.leftOut },
  ] as const

  return (
    <div className={styles['filters']}>
      <div className={styles['panes']} role="group" aria-label="Show">
        <Button aria-pressed={pane === 'rows'} onClick={() => onPane('rows')}>
          Rows
        </Button>
        <Button aria-pressed={pane === 'source'} onClick={() => onPane('source')}>
          Source
        </Button>
      </div>
      <div className={styles['group']} role="group" aria-label="Which rows">
        {views.map(({ view, label, count }) => (
          <Button key={view} aria-pressed={filter.view === view} onClick={() => onFilter({ ...filter, view })}>
            {label} {count.toLocaleString()}
          </Button>
        ))}
      </div>
      <input
        className={styles['search']}
        type="search"
        aria-label="Find words"
        placeholder="Find words"
        value={filter.words}
        onChange={(event) => onFilter({ ...filter, words: event.target.value })}
      />
      {people.length === 0 ? null : (
        <select
          className={styles['search']}
          aria-label="Of whom"
          value={filter.person ?? ''}
          onChange={(event) => onFilter({ ...filter, person: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">Everybody</option>
          {people.map(({ name, count }) => (
            <option key={name} value={name}>
              {name} ({count.toLocaleString()})
            </option>
          ))}
        </select>
      )}
      <div className={styles['group']}>
        <Button onClick={() => onKeepAll(true)}>{isNarrowed ? 'Keep these' : 'Keep all'}</Button>
        <Button onClick={() => onKeepAll(false)}>{isNarrowed ? 'Drop these' : 'Keep none'}</Button>
        <Button aria-disabled={!canGroup} onClick={onGroup}>
          {isGroup ? 'Take apart' : 'Make one row'}
        </Button>
      </div>
    </div>
  )
}
