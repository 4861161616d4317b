import { isBlank, plainText, readRichText } from '@second-story/meeting'
import { type DragEvent, useEffect } from 'react'
import { useStore } from 'zustand'
import type { LiveMeeting } from '../../connection/liveMeeting.ts'
import { useMeeting } from '../../connection/useMeeting.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { type ImportSession, openImportSession } from './importSession.ts'
import { closeImport, importing } from '../importing.ts'
import { pastedFile } from './pastedFile.ts'
import { Preview } from './Preview.tsx'
import { momentKey } from './proposal.ts'
import { SourceStep } from './SourceStep.tsx'
import styles from './Import.module.css'

/** From anything that somebody pastes or drops to rows of the timeline, which are seen and chosen before they land there. */
export function ImportDialog() {
  const session = sessionOf(useMeeting())
  const found = useStore(session.state, (state) => state.found)
  useEffect(() => {
    const { pasted } = importing.getState()
    if (pasted === null) return
    importing.setState({ pasted: null })
    session.read([pastedFile(pasted)])
  }, [session])

  function onDrop(event: DragEvent) {
    event.preventDefault()
    const files = [...event.dataTransfer.files].map((file) => ({ name: file.name, blob: file }))
    const text = event.dataTransfer.getData('text/plain')
    const given = files.length > 0 ? files : text === '' ? [] : [pastedFile(text)]
    if (given.length === 0) return
    if (found === null) session.read(given)
    else session.add(given)
  }

  return (
    <Dialog title="Import into the timeline" size="full" onClose={closeImport}>
      {/* Dropping is one of three ways; the others are a field and a button. */}
      <div className={styles['import']} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
        {found === null ? <SourceStep session={session} /> : <Preview session={session} found={found} />}
      </div>
    </Dialog>
  )
}

const sessions = new WeakMap<LiveMeeting, ImportSession>()

/** The one of this meeting: what was begun in it is there again when the dialog is. */
function sessionOf(meeting: LiveMeeting): ImportSession {
  const present = sessions.get(meeting)
  if (present) return present
  const session = openImportSession({
    date: () => meeting.details.get().incidentDate,
    there: () =>
      meeting.timeline.all().flatMap(({ at, text }) => {
        const words = readRichText(text)
        return isBlank(words) ? [] : [momentKey(at, plainText(words))]
      }),
  })
  sessions.set(meeting, session)
  return session
}
