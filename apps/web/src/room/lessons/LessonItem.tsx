import { boardCollection } from '@second-story/meeting'
import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import { useEntity, useIsFacilitator, useMayWrite, useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { IconButton } from '../../design/Button.tsx'
import { EditableText } from '../../editor/EditableText.tsx'
import styles from './LessonsPhase.module.css'

export const LessonItem = memo(function LessonItem({ id, part }: { id: string; part: string }) {
  const meeting = useMeeting()
  const lesson = useEntity(meeting.lessons, id)
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const self = useSelf()
  const author = useNameOf(lesson?.by ?? null)
  if (lesson === null) return null
  const remove = () => {
    meeting.change((board) => boardCollection(board, 'lessons').delete(id))
    toast('The lesson is deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
  }
  return (
    <li className={styles['lesson']}>
      <div className={styles['text']} title={`Added by ${author}`}>
        <EditableText value={lesson.text} label={part} placeholder="Nothing written yet" compact editable={mayWrite} />
      </div>
      {mayWrite && (isFacilitator || lesson.by === self.id) ? (
        <IconButton label="Delete this lesson" className={styles['delete']} onClick={remove}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      ) : null}
    </li>
  )
})
