import { findTrap } from '@second-story/coach'
import type { Card } from '@second-story/meeting'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { meetingApi } from '../../connection/meetingApi.ts'
import { useAgenda, useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { Button, IconButton } from '../../design/Button.tsx'
import { useCommand } from '../useCommand.ts'
import { DefinitionText } from './DefinitionText.tsx'
import styles from './RoomCards.module.css'
import { TrapText } from './TrapText.tsx'

/** The card shown to the whole room. Anybody may put it away for themselves; it is back when it is shown again. */
export function ShownCard() {
  const { card } = useAgenda()
  const name = card === null ? null : nameOf(card)
  const [putAway, setPutAway] = useState<string | null>(null)
  if (name === null && putAway !== null) setPutAway(null)
  useAnnounced(name)
  if (card === null || name === null || name === putAway) return null
  return (
    <section className={styles['card']} aria-label={`Shown to the room: ${name}`}>
      <div className={styles['head']}>
        <span className={styles['from']}>Shown to the room</span>
        <TakeAway />
        <IconButton label="Put it away for me" onClick={() => setPutAway(name)}>
          <X aria-hidden size={18} />
        </IconButton>
      </div>
      <CardText card={card} />
    </section>
  )
}

function CardText({ card }: { card: Card }) {
  switch (card.is) {
    case 'definition':
      return <DefinitionText />
    case 'trap': {
      const trap = findTrap(card.trap)
      return trap === null ? null : <TrapText trap={trap} />
    }
  }
}

function TakeAway() {
  const meeting = useMeeting()
  const isFacilitator = useIsFacilitator()
  const { isRunning, run } = useCommand()
  if (!isFacilitator) return null
  return (
    <Button look="plain" disabled={isRunning} onClick={() => void run(() => meetingApi.showCard(meeting.id, null))}>
      Take it away for all
    </Button>
  )
}

/** Null for a trap of a newer server that this app has no card for. */
function nameOf(card: Card): string | null {
  return card.is === 'definition' ? 'the definition' : (findTrap(card.trap)?.name ?? null)
}

/** Says it when a card comes while one is here; what lies there on arrival is read in its place. */
function useAnnounced(name: string | null): void {
  const before = useRef(name)
  useEffect(() => {
    if (name !== before.current && name !== null) announce(`Shown to the room: ${name}. It stands above the phase.`)
    before.current = name
  }, [name])
}
