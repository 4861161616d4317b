import { safeLink, type TimelineEntry } from '@second-story/meeting'
import { type SubmitEvent, useState } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { TextField } from '../../design/Field.tsx'
import styles from './EvidenceDialog.module.css'
import { deletePart, setEvidence } from './rowChanges.ts'

interface EvidenceDialogProps {
  entry: TimelineEntry
  /** The link to change; null for a new one. */
  evidence: string | null
  onClose: () => void
}

/** A link to what shows the moment, and who could see it then: that something was there does not mean that anybody had it in view. */
export function EvidenceDialog({ entry, evidence, onClose }: EvidenceDialogProps) {
  const meeting = useMeeting()
  const known = entry.evidence.find(({ id }) => id === evidence)
  const [url, setUrl] = useState(known?.url ?? '')
  const [title, setTitle] = useState(known?.title ?? '')
  const [visibleTo, setVisibleTo] = useState(known?.visibleTo ?? '')
  const [visibleAt, setVisibleAt] = useState(known?.visibleAt ?? '')
  const [error, setError] = useState<string | null>(null)

  function save(event: SubmitEvent) {
    event.preventDefault()
    const address = safeLink(url.trim()) ?? safeLink(`https://${url.trim()}`)
    if (address === null) {
      setError('This is no web address. It begins with https:// and has no spaces.')
      return
    }
    setEvidence(meeting, entry.id, evidence, {
      url: address,
      title: title.trim(),
      visibleAt: visibleAt.trim() || null,
      visibleTo: visibleTo.trim() || null,
    })
    onClose()
  }

  function remove() {
    if (evidence === null) return
    deletePart(meeting, entry.id, 'evidence', evidence)
    onClose()
    toast('Evidence deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
  }

  return (
    <Dialog title={evidence === null ? 'Add evidence' : 'Evidence'} onClose={onClose}>
      <form className={styles['form']} onSubmit={save}>
        <TextField
          label="Address"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          value={url}
          error={error}
          // A dialog that opens looks for this attribute, which React's `autoFocus` doesn't write.
          ref={(field) => field?.setAttribute('autofocus', '')}
          onChange={(event) => {
            setUrl(event.target.value)
            setError(null)
          }}
        />
        <TextField
          label="What it shows"
          optional
          placeholder="Graph of the queue’s length"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextField
          label="Who could see it then"
          optional
          hint="Available is not the same as in view."
          placeholder="On call only"
          value={visibleTo}
          onChange={(event) => setVisibleTo(event.target.value)}
        />
        <TextField
          label="From when"
          optional
          placeholder="13:20, or only afterwards"
          value={visibleAt}
          onChange={(event) => setVisibleAt(event.target.value)}
        />
        <div className={styles['actions']}>
          {evidence === null ? null : (
            <Button look="plain" onClick={remove}>
              Delete
            </Button>
          )}
          <Button type="submit" look="primary">
            {evidence === null ? 'Add' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
