import { useId } from 'react'
import type { ComposerMode } from '../roomView.ts'
import styles from './ModeChoice.module.css'
import type { Mode } from './modes.ts'

const order = ['question', 'note', 'idea'] as const

interface ModeChoiceProps {
  modes: Readonly<Record<ComposerMode, Mode>>
  chosen: ComposerMode
  onChoose: (mode: ComposerMode) => void
}

/** What the text is going to be; native radio buttons, so that arrows and screen readers know them. */
export function ModeChoice({ modes, chosen, onChoose }: ModeChoiceProps) {
  const name = useId()
  return (
    <fieldset className={styles['choice']} aria-label="What to add">
      {order.map((mode) => (
        <label key={mode} className={styles['mode']}>
          <input type="radio" className={styles['radio']} name={name} checked={mode === chosen} onChange={() => onChoose(mode)} />
          {modes[mode].title}
        </label>
      ))}
    </fieldset>
  )
}
