import { type ImportFormat, importFormats } from '@second-story/formats'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useDetails } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { SelectField, TextField } from '../../design/Field.tsx'
import { zones } from '../zones.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { focusWhenOpened } from './focusWhenOpened.ts'
import { FileButton } from './FileButton.tsx'
import { formatTitles } from './formatTitles.ts'
import type { Found, ImportSession } from './importSession.ts'
import { ReadingLine } from './ReadingLine.tsx'
import styles from './Import.module.css'

/** What it was taken for, what it leaves open, and what could not be read. */
export function PreviewHead({ session, found }: { session: ImportSession; found: Found }) {
  const { zone } = useDetails()
  const answers = useStore(session.state, (state) => state.answers)
  const asked = useStore(session.state, (state) => state.asked)
  const failure = useStore(session.state, (state) => state.failure)
  const { title, one, many } = formatTitles[found.format]
  const count = found.rows

  // What had the focus, the field or a button, is gone now.
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => line.current?.focus(), [])

  return (
    <div className={styles['head']}>
      <div className={styles['bar']}>
        <p
          ref={(element) => {
            line.current = element
            focusWhenOpened(element)
          }}
          className={styles['found']}
          role="status"
          tabIndex={-1}
        >
          <strong>
            {title}, {count.toLocaleString()} {count === 1 ? one : many}
          </strong>
          {found.files.length === 1 ? ` from ${found.files[0] ?? ''}` : ` from ${found.files.length} files`}
        </p>
        <ReadingLine session={session} />
        <label className={styles['group']}>
          Read as
          <select
            className={styles['search']}
            value={answers.format ?? ''}
            onChange={({ target: { value } }) =>
              session.answer({ format: importFormats.find((each: ImportFormat) => each === value) ?? null, columns: null })
            }
          >
            <option value="">what it looks like</option>
            {importFormats.map((format) => (
              <option key={format} value={format}>
                {formatTitles[format].title}
              </option>
            ))}
          </select>
        </label>
        <FileButton onFiles={session.add}>Add files…</FileButton>
        <Button onClick={session.reset}>Start over</Button>
      </div>
      {asked.has('date') || asked.has('zone') ? (
        <div className={styles['asks']}>
          {asked.has('date') ? (
            <TextField
              label="Which day was it?"
              type="date"
              hint={answers.date === null ? 'The source names times without a day.' : undefined}
              value={answers.date ?? ''}
              data-open={answers.date === null}
              onChange={({ target: { value } }) => session.answer({ date: value === '' ? null : value })}
            />
          ) : null}
          {asked.has('zone') ? (
            <SelectField
              label="In which time zone?"
              hint={answers.zone === null ? 'The source doesn’t say where its clocks were.' : undefined}
              value={answers.zone ?? ''}
              data-open={answers.zone === null}
              onChange={({ target: { value } }) => session.answer({ zone: value === '' ? null : value })}
            >
              <option value="">Choose…</option>
              <option value={zone}>{zone.replaceAll('_', ' ')}, as in this review</option>
              {zones(zone)
                .filter((each) => each !== zone)
                .map((each) => (
                  <option key={each} value={each}>
                    {each.replaceAll('_', ' ')}
                  </option>
                ))}
            </SelectField>
          ) : null}
        </div>
      ) : null}
      {found.table === null ? null : (
        <ColumnChooser
          table={found.table}
          isOpen={found.asks.includes('columns')}
          onColumns={(columns) => session.answer({ columns })}
        />
      )}
      {found.problems.length === 0 && failure === null ? null : (
        <details className={styles['problems']} open={found.problems.length <= 3}>
          <summary>
            {found.problems.length === 1
              ? 'One thing could not be read as it stands. The rest is below.'
              : `${found.problems.length} things could not be read as they stand. The rest is below.`}
          </summary>
          <ul>
            {failure === null ? null : <li>{failure}</li>}
            {found.problems.slice(0, mostProblems).map(({ where, expected, got }, index) => (
              <li key={index}>
                {where}: expected {expected}, found {got === '' ? 'nothing' : `“${got}”`}.
              </li>
            ))}
            {found.problems.length > mostProblems ? <li>And {found.problems.length - mostProblems} more like these.</li> : null}
          </ul>
        </details>
      )}
    </div>
  )
}

const mostProblems = 100
