import { type Account, isBlank, readRichText, type TimelineEntry } from '@second-story/meeting'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useIsFacilitator, useMayWrite, useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { IconButton } from '../../design/Button.tsx'
import { EditableText } from '../../editor/EditableText.tsx'
import styles from './RowAccounts.module.css'
import { deletePart, replaceText } from './rowChanges.ts'
import { setTimelineView, useTimelineView } from './timelineView.ts'
import { useTellEditing } from './useEditing.ts'

/** What several people tell of the same moment, side by side; nobody melts them into one story. `children` is the row's own text. */
export function RowAccounts({ entry, children }: { entry: TimelineEntry; children: ReactNode }) {
  const author = useNameOf(entry.by)
  if (entry.accounts.length === 0) return children
  return (
    <div className={styles['accounts']}>
      <section className={styles['account']} aria-label={`As ${author} tells it`}>
        <p className={styles['teller']}>{author}</p>
        {children}
      </section>
      {entry.accounts.map((account) => (
        <OtherAccount key={account.id} row={entry.id} account={account} />
      ))}
    </div>
  )
}

function OtherAccount({ row, account }: { row: string; account: Account }) {
  const meeting = useMeeting()
  const self = useSelf()
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const teller = useNameOf(account.by)
  const isFresh = useTimelineView((view) => view.freshAccount === account.id)
  const section = useRef<HTMLElement>(null)
  const tellEditing = useTellEditing(row)
  const isMine = account.by === self.id

  function onEditingChange(isEditing: boolean) {
    tellEditing(isEditing)
    if (isEditing) setTimelineView({ freshAccount: null })
    // An account that was begun and left without a word is none.
    else if (isMine && isBlank(readRichText(account.text))) deletePart(meeting, row, 'accounts', account.id)
  }
  function remove() {
    section.current?.closest('article')?.focus()
    deletePart(meeting, row, 'accounts', account.id)
    toast('Account deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
  }

  return (
    <section ref={section} className={styles['account']} aria-label={`As ${teller} tells it`}>
      <p className={styles['teller']}>
        {teller}
        {mayWrite && (isMine || isFacilitator) ? (
          <IconButton
            label={`Delete what ${isMine ? 'you tell' : `${teller} tells`}`}
            className={styles['delete']}
            onClick={remove}
          >
            <X aria-hidden size={14} />
          </IconButton>
        ) : null}
      </p>
      <EditableText
        value={account.text}
        label={`how ${teller} tells it`}
        placeholder="How did it look from where you were?"
        compact
        autoFocus={isFresh}
        editable={mayWrite && isMine}
        onReplace={(fragment) => replaceText(meeting, row, fragment, account.id)}
        onEditingChange={onEditingChange}
      />
    </section>
  )
}
