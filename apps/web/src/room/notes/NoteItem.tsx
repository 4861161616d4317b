import { boardCollection, findEntity, type Note } from '@second-story/meeting'
import { Trash2 } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import { useEntity, useIsFacilitator, useMayWrite, useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { Button, IconButton } from '../../design/Button.tsx'
import { EditableText } from '../../editor/EditableText.tsx'
import { EntryLink } from '../EntryLink.tsx'
import styles from './NoteList.module.css'
import { useTurnIntoIdea } from './useTurnIntoIdea.ts'

export const NoteItem = memo(function NoteItem({ id }: { id: string }) {
  const note = useEntity(useMeeting().notes, id)
  return note === null ? null : <ShownNote note={note} />
})

function ShownNote({ note }: { note: Note }) {
  const meeting = useMeeting()
  const self = useSelf()
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const author = useNameOf(note.by)
  const turn = useTurnIntoIdea()
  const isMine = mayWrite && note.by === self.id

  function remove(event: MouseEvent<HTMLElement>) {
    focusPanel(event)
    meeting.change((board) => boardCollection(board, 'notes').delete(note.id))
    toast('Note deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
  }

  return (
    <li className={styles['note']}>
      <EditableText
        value={note.text}
        label={`Note by ${author}`}
        editable={isMine}
        onReplace={(fragment) =>
          meeting.change((board) => findEntity(boardCollection(board, 'notes'), note.id)?.set('text', fragment))
        }
      />
      <div className={styles['about']}>
        <span>{note.by === self.id ? 'You' : author}</span>
        {note.about === null ? null : <EntryLink entry={note.about} />}
      </div>
      {isMine || (mayWrite && isFacilitator) ? (
        <div className={styles['actions']}>
          {isMine && turn ? (
            <Button
              look="plain"
              onClick={(event) => {
                focusPanel(event)
                turn.run(note)
              }}
            >
              {turn.label}
            </Button>
          ) : null}
          <IconButton label="Delete the note" className={styles['delete']} onClick={remove}>
            <Trash2 aria-hidden size={15} />
          </IconButton>
        </div>
      ) : null}
    </li>
  )
}

/** The button is about to vanish; the keyboard goes on from the panel that it stood in. */
function focusPanel(event: MouseEvent<HTMLElement>): void {
  event.currentTarget.closest<HTMLElement>('[role=tabpanel]')?.focus()
}
