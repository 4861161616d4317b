import { boardCollection, findEntity, plainText, readRichText, type Recommendation, setInIdSet } from '@second-story/meeting'
import { Ellipsis } from 'lucide-react'
import { memo } from 'react'
import { useAll, useEntity, useIsFacilitator, useMayWrite, useMeeting, useNameOf, useSelf } from '../../connection/useMeeting.ts'
import { toast } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { MenuButton, type MenuItem } from '../../design/Menu.tsx'
import { EditableText } from '../../editor/EditableText.tsx'
import { useRichTextLine } from '../useRichTextLine.ts'
import { ForWhat } from './ForWhat.tsx'
import styles from './RecommendationItem.module.css'

interface RecommendationItemProps {
  id: string
  merged: readonly string[]
  /** Ids that this one may be merged into. */
  others: readonly string[]
}

export const RecommendationItem = memo(function RecommendationItem({ id, merged, others }: RecommendationItemProps) {
  const meeting = useMeeting()
  const recommendation = useEntity(meeting.recommendations, id)
  const mayWrite = useMayWrite()
  const author = useNameOf(recommendation?.by ?? null)
  if (recommendation === null) return null
  return (
    <li className={styles['item']} data-state={recommendation.state}>
      <div className={styles['body']}>
        <div className={styles['text']}>
          <EditableText
            value={recommendation.text}
            label="Recommendation"
            placeholder="Nothing written yet"
            compact
            editable={mayWrite}
          />
        </div>
        <p className={styles['meta']}>
          {author}
          {recommendation.state === 'kept' ? ' · kept' : ''}
          {recommendation.state === 'set-aside' ? ' · set aside' : ''}
        </p>
        {merged.map((other) => (
          <MergedIdea key={other} id={other} mayWrite={mayWrite} />
        ))}
        <ForWhat id={id} chosen={recommendation.for} />
      </div>
      <Controls recommendation={recommendation} others={others} />
    </li>
  )
})

function Controls({ recommendation, others }: { recommendation: Recommendation; others: readonly string[] }) {
  const meeting = useMeeting()
  const self = useSelf()
  const mayWrite = useMayWrite()
  const isFacilitator = useIsFacilitator()
  const all = useAll(meeting.recommendations)
  const voted = recommendation.votes.includes(self.id)
  const set = (field: string, value: unknown) =>
    meeting.change((board) => findEntity(boardCollection(board, 'recommendations'), recommendation.id)?.set(field, value))
  if (!mayWrite) return <p className={styles['votes']}>{votesText(recommendation.votes.length)}</p>

  const numbers = new Map(all.map((each, index) => [each.id as string, index + 1]))
  const items: MenuItem[] = [
    ...(recommendation.state === 'kept'
      ? []
      : [{ is: 'action', label: 'Keep it', onSelect: () => set('state', 'kept') } satisfies MenuItem]),
    ...(recommendation.state === 'set-aside'
      ? []
      : [{ is: 'action', label: 'Set it aside', onSelect: () => set('state', 'set-aside') } satisfies MenuItem]),
    ...(recommendation.state === 'idea'
      ? []
      : [{ is: 'action', label: 'Open again', onSelect: () => set('state', 'idea') } satisfies MenuItem]),
    ...(others.length > 0 ? [{ is: 'heading', label: 'Same as' } satisfies MenuItem] : []),
    ...others.map((other): MenuItem => ({
      is: 'action',
      label: `${numbers.get(other) ?? ''}. ${lineOf(all.find((each) => each.id === other))}`,
      onSelect: () => {
        set('mergedInto', other)
        toast('Merged. Both texts are kept.', { label: 'Undo', run: () => meeting.undo.undo() })
      },
    })),
    ...(isFacilitator || recommendation.by === self.id
      ? [
          { is: 'separator' } satisfies MenuItem,
          {
            is: 'action',
            label: 'Delete',
            danger: true,
            onSelect: () => {
              meeting.change((board) => boardCollection(board, 'recommendations').delete(recommendation.id))
              toast('The recommendation is deleted.', { label: 'Undo', run: () => meeting.undo.undo() })
            },
          } satisfies MenuItem,
        ]
      : []),
  ]

  return (
    <div className={styles['controls']}>
      <Button
        aria-pressed={voted}
        aria-label={`I’d want this too. ${votesText(recommendation.votes.length)}`}
        onClick={() =>
          meeting.change((board) => {
            const entity = findEntity(boardCollection(board, 'recommendations'), recommendation.id)
            if (entity) setInIdSet(entity, 'votes', self.id, !voted)
          })
        }
      >
        Me too <span className={styles['count']}>{recommendation.votes.length}</span>
      </Button>
      <MenuButton label="What to do with it" square items={items}>
        <Ellipsis aria-hidden size={18} />
      </MenuButton>
    </div>
  )
}

/** An idea that says the same, kept with its words and its author. */
function MergedIdea({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const meeting = useMeeting()
  const idea = useEntity(meeting.recommendations, id)
  const author = useNameOf(idea?.by ?? null)
  const line = useRichTextLine(idea?.text ?? '', 200)
  if (idea === null) return null
  return (
    <p className={styles['merged']}>
      <span>
        also: {line} <span className={styles['meta']}>({author})</span>
      </span>
      {mayWrite ? (
        <Button
          look="plain"
          onClick={() =>
            meeting.change((board) => findEntity(boardCollection(board, 'recommendations'), id)?.delete('mergedInto'))
          }
        >
          Take apart
        </Button>
      ) : null}
    </p>
  )
}

function lineOf(recommendation: Recommendation | undefined): string {
  const line = recommendation ? plainText(readRichText(recommendation.text)).replace(/\s+/g, ' ').trim() : ''
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

function votesText(count: number): string {
  return count === 1 ? '1 vote' : `${count} votes`
}
