import { addNote, addParkedIdea, addQuestion, addRecommendation, type EntryId } from '@second-story/meeting'
import { useAgenda, useMeeting, useSelf } from '../../connection/useMeeting.ts'
import type { ComposerMode } from '../roomView.ts'

/**
 * Puts what was written where it belongs and returns a sentence that says so; null if it has no place yet, then nothing was written.
 * Before the parking is opened an idea goes into its author's own document, which nobody else can open.
 */
export function useSubmit(): (mode: ComposerMode, text: string, about: EntryId | null) => string | null {
  const meeting = useMeeting()
  const { parked } = useSelf()
  const { revealedAt } = useAgenda()

  return (mode, text, about) => {
    const entity = meeting.newEntity()
    switch (mode) {
      case 'question':
        meeting.change((board) => addQuestion(board, entity, { text, about }))
        return 'Asked. It stands with the questions.'
      case 'note':
        meeting.change((board) => addNote(board, entity, { text, about }))
        return 'Noted, for everyone to see.'
      case 'idea':
        if (revealedAt !== null) {
          meeting.change((board) => addRecommendation(board, entity, { text }))
          return 'Added to the recommendations.'
        }
        if (parked === null) return null
        addParkedIdea(parked.doc, { id: entity.id, createdAt: entity.createdAt, text, about })
        return 'Parked. You find it under “My ideas”.'
    }
  }
}
