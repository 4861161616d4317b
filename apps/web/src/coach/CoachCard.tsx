import { Settings2, X } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react'
import { announce, toast } from '../design/announce.tsx'
import { Button, IconButton } from '../design/Button.tsx'
import { setRoomView } from '../room/roomView.ts'
import { card, dismissCard, hideCard, holdCard, isInCard, showCard } from './card.ts'
import styles from './CoachCard.module.css'
import { setTrap } from './coachSettings.ts'
import { coachHere } from './here.ts'
import { ignore } from './ignored.ts'
import { placeCard } from './placeCard.ts'
import { trapNames } from './trapNames.ts'

type Shown = NonNullable<ReturnType<typeof card.getState>['shown']>

/** Beside the words that it is about, and never over them. The text keeps the focus unless a key asks for the card. */
export function CoachCard({ shown }: { shown: Shown }) {
  const { surface, noticed } = shown
  const { name, card: trap } = trapNames[noticed.trap]
  const ref = useRef<HTMLDivElement>(null)
  const title = useId()
  const said = useId()

  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    if (!element.matches(':popover-open')) element.showPopover()
    const place = () => {
      if (!placeCard(element, surface.boxesOf(noticed), surface.element.getBoundingClientRect())) hideCard()
    }
    place()
    const view = window.visualViewport
    const listens = [
      [document, 'scroll'],
      [window, 'resize'],
      [view, 'resize'],
      [view, 'scroll'],
    ] as const
    for (const [target, event] of listens) target?.addEventListener(event, place, { capture: true, passive: true })
    return () => {
      for (const [target, event] of listens) target?.removeEventListener(event, place, { capture: true })
    }
  }, [surface, noticed])

  function close() {
    dismissCard()
    surface.focus()
  }

  function useWording() {
    const { rewording } = noticed
    if (rewording === null) return
    hideCard()
    surface.focus()
    surface.replace(rewording.from, rewording.to, rewording.text)
    announce('Reworded. Undo brings your words back.')
  }

  function ignoreHere() {
    close()
    ignore({ meeting: coachHere().meeting, trap: noticed.trap, sentence: noticed.sentence })
    announce('The coach is silent about this.')
  }

  function neverAgain() {
    close()
    setTrap(noticed.trap, false)
    toast(`The coach says nothing about “${name}” any more.`, { label: 'Take back', run: () => setTrap(noticed.trap, true) })
  }

  function explain() {
    // The dialog gives the focus back to what has it now.
    close()
    setRoomView({ trap })
  }

  function openSettings() {
    close()
    setRoomView({ coach: 'settings' })
  }

  function leave({ relatedTarget }: FocusEvent) {
    if (isInCard(relatedTarget) || (relatedTarget instanceof Node && surface.element.contains(relatedTarget))) return
    // Not when the whole window loses it.
    queueMicrotask(() => {
      const now = document.activeElement
      if (isInCard(now) || surface.element.contains(now)) return
      hideCard()
      surface.left()
    })
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Tab') {
      const stops = [event.currentTarget, ...event.currentTarget.querySelectorAll('button')]
      const at = stops.findIndex((stop) => stop === document.activeElement)
      if (event.shiftKey ? at > 1 : at < stops.length - 1) return
    } else if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }

  return (
    // Escape, and Tab from its ends, lead back into the text.
    <div
      ref={ref}
      className={styles['card']}
      popover="manual"
      role="dialog"
      aria-labelledby={title}
      aria-describedby={said}
      data-coach-card
      // Read aloud as a whole when the key asks for it; its buttons follow.
      tabIndex={-1}
      onKeyDown={press}
      onBlur={leave}
      onFocus={() => showCard({ ...shown, by: 'key' })}
      onPointerEnter={() => holdCard(true)}
      onPointerLeave={() => holdCard(false)}
      // The text keeps the focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
    >
      <div className={styles['head']}>
        <p className={styles['name']} id={title}>
          {name}
        </p>
        <IconButton label="Settings" onClick={openSettings}>
          <Settings2 aria-hidden size={16} />
        </IconButton>
        <IconButton label="Close" hint="Esc" onClick={close}>
          <X aria-hidden size={16} />
        </IconButton>
      </div>
      <div id={said} className={styles['said']}>
        <p className={styles['ask']}>{noticed.ask}</p>
        <p>{noticed.why}</p>
      </div>
      {noticed.rewording === null ? null : (
        <p className={styles['wording']}>
          <span>Or write: “{noticed.rewording.reads}”</span>
          <Button look="primary" onClick={useWording}>
            Use this
          </Button>
        </p>
      )}
      <div className={styles['buttons']}>
        <Button look="plain" onClick={ignoreHere}>
          Not here
        </Button>
        <Button look="plain" onClick={neverAgain}>
          Not this trap
        </Button>
        <Button look="plain" onClick={explain}>
          What is this?
        </Button>
      </div>
      <p className={styles['private']}>Only you see this. It does not leave your browser.</p>
    </div>
  )
}

/** For the key that asks for it; the card is drawn by then, or will be. */
export function focusCard(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-coach-card]')?.focus())
}
