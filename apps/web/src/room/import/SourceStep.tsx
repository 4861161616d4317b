import { type ClipboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../design/Button.tsx'
import { focusWhenOpened } from './focusWhenOpened.ts'
import { FileButton } from './FileButton.tsx'
import type { ImportSession } from './importSession.ts'
import { pastedFile } from './pastedFile.ts'
import { ReadingLine } from './ReadingLine.tsx'
import styles from './Import.module.css'

/** More would make the field slow, and nobody reads it there. */
const longestInField = 200_000

/** One field for everything. What is pasted is read at once; nothing lands in the timeline before it was looked over. */
export function SourceStep({ session }: { session: ImportSession }) {
  const typed = useStore(session.state, (state) => state.typed)
  const failure = useStore(session.state, (state) => state.failure)
  const isReading = useStore(session.state, (state) => state.reading !== null)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])

  const read = (text: string) => (text.trim() === '' ? field.current?.focus() : session.read([pastedFile(text)]))

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const files = [...event.clipboardData.files].map((file) => ({ name: file.name, blob: file }))
    const text = event.clipboardData.getData('text/plain')
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const isAll = selectionEnd - selectionStart === value.length
    // A word that is pasted into what somebody writes is theirs to go on with.
    if (files.length === 0 && !(isAll && text.includes('\n'))) return
    event.preventDefault()
    if (files.length === 0 && text.length <= longestInField) session.state.setState({ typed: text })
    session.read(files.length > 0 ? files : [pastedFile(text)])
  }

  return (
    <div className={styles['source']}>
      <label className={styles['ask']} htmlFor="import-field">
        Paste a timeline, a chat or an export
      </label>
      <textarea
        ref={(element) => {
          field.current = element
          focusWhenOpened(element)
        }}
        id="import-field"
        className={styles['field']}
        value={typed}
        placeholder={'13:01  The guide stops answering\n13:05  Ada is paged\n\nor drop files anywhere here'}
        aria-describedby="import-kinds"
        spellCheck={false}
        onPaste={onPaste}
        onChange={(event) => session.state.setState({ typed: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) read(typed)
        }}
      />
      <p className={styles['hint']} id="import-kinds">
        Timelines as people write them, Markdown, CSV and TSV. Chats copied from Slack, Teams or Discord, and Slack exports. JSON
        of PagerDuty, Opsgenie, Alertmanager, Grafana, Statuspage and GitHub. It is read on this device; only the rows that you
        keep go into the meeting.
      </p>
      {failure === null ? null : (
        <p className={styles['problem']} role="alert">
          {failure}
        </p>
      )}
      <div className={styles['bar']}>
        <Button look="primary" size="large" aria-disabled={typed.trim() === '' || isReading} onClick={() => read(typed)}>
          Show the rows
        </Button>
        <FileButton size="large" onFiles={session.read}>
          Choose files…
        </FileButton>
        <ReadingLine session={session} />
      </div>
    </div>
  )
}
