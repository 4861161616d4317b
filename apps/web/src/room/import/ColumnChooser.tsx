import type { ImportedTable, TableColumns } from '@second-story/formats'
import { SelectField } from '../../design/Field.tsx'
import styles from './Import.module.css'

/** Which column says what, beside the first rows. */
export function ColumnChooser({
  table: { names, columns, sample },
  isOpen,
  onColumns,
}: {
  table: ImportedTable
  isOpen: boolean
  onColumns: (columns: TableColumns) => void
}) {
  const choice = (label: string, value: number | null | undefined, onChange: (column: number | null) => void) => (
    <SelectField
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
    >
      <option value="">None</option>
      {names.map((name, column) => (
        // Columns may have no names, or twice the same.
        <option key={column} value={column}>
          {name === '' ? `Column ${column + 1}` : name}
        </option>
      ))}
    </SelectField>
  )
  const [time, clock] = columns.time
  const times = (...both: (number | null | undefined)[]) => both.filter((column) => column !== null && column !== undefined)

  return (
    <details className={styles['columns']} open={isOpen}>
      <summary>
        Columns: {named(columns.time, names) || 'no time'}, {named(columns.text, names) || 'no words'}
      </summary>
      <div className={styles['asks']}>
        {choice('Time, or day', time, (column) => onColumns({ ...columns, time: times(column, clock) }))}
        {choice('Time of the day, if apart', clock, (column) => onColumns({ ...columns, time: times(time, column) }))}
        {choice('What happened', columns.text[0], (column) => onColumns({ ...columns, text: times(column) }))}
        {choice('Who', columns.who, (who) => onColumns({ ...columns, who }))}
        {choice('Mark', columns.mark, (mark) => onColumns({ ...columns, mark }))}
      </div>
      {/* It may be wider than the dialog, and then has to be reached with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <div className={styles['sample']} role="region" aria-label="The first rows" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {names.map((name, column) => (
                <th key={column} scope="col">
                  {name === '' ? `Column ${column + 1}` : name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((cells, row) => (
              <tr key={row}>
                {names.map((_, column) => (
                  <td key={column}>{cells[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function named(columns: readonly number[], names: readonly string[]): string {
  return columns.map((column) => names[column] || `column ${column + 1}`).join(' and ')
}
