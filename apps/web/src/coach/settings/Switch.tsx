import { useId } from 'react'
import styles from './CoachSettings.module.css'

interface SwitchProps {
  label: string
  hint?: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

/** Something that is on or off at once, without a button to save it. */
export function Switch({ label, hint, isOn, isDisabled = false, onChange }: SwitchProps) {
  const described = useId()
  return (
    <label className={styles['switch']} data-disabled={isDisabled}>
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        aria-describedby={hint === undefined ? undefined : described}
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {hint === undefined ? null : (
          <span className={styles['hint']} id={described}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
