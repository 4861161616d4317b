import {
  addParkedIdea,
  addRecommendation,
  boardCollection,
  type Note,
  parkedIdeas,
  plainText,
  readRichText,
} from '@second-story/meeting'
import { useAgenda, useMeeting, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'

/**
 * Moves a note of mine to my parked ideas; once the parking is open, to the recommendations. Null while I have nowhere to park. Others
 * have seen the note: parking it takes it off the table, it makes no secret of it.
 */
export function useTurnIntoIdea(): { label: string; run: (note: Note) => void } | null {
  const meeting = useMeeting()
  const { parked } = useSelf()
  const { revealedAt } = useAgenda()

  if (revealedAt !== null) {
    return {
      label: 'Turn into a recommendation',
      run(note) {
        const entity = meeting.newEntity()
        meeting.change((board) => {
          addRecommendation(board, entity, { text: plainText(readRichText(note.text)) })
          boardCollection(board, 'notes').delete(note.id)
        })
        toast('It stands with the recommendations now.', { label: 'Undo', run: () => meeting.undo.undo() })
      },
    }
  }
  if (parked === null) return null
  return {
    label: 'Turn into a parked idea',
    run(note) {
      const { id, createdAt } = meeting.newEntity()
      // Parked first: between the two documents the words may stand twice for a moment, but never nowhere.
      addParkedIdea(parked.doc, { id, createdAt, text: plainText(readRichText(note.text)), about: note.about })
      meeting.change((board) => boardCollection(board, 'notes').delete(note.id))
      toast('Parked. The note is off the table until the parking is opened.', {
        label: 'Undo',
        run: () => {
          if (meeting.undo.undo()) parkedIdeas(parked.doc).delete(id)
        },
      })
    },
  }
}
