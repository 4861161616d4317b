import { type ReactNode, useId } from 'react'
import { announce } from './announce.tsx'
import { Button } from './Button.tsx'
import fieldStyles from './Field.module.css'
import styles from './CopyField.module.css'

/** Something to be copied, with a button that does it. Selects itself on focus where the clipboard is refused. */
export function CopyField({ label, hint, value }: { label: string; hint?: ReactNode; value: string }) {
  const id = useId()

  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      announce('Copied.')
    } catch {
      // Plain http or no permission: the text is selected, so that the keys for copying work.
      const input = document.getElementById(id)
      if (input instanceof HTMLInputElement) {
        input.focus()
        input.select()
      }
      announce('Selected. Press Control C, or Command C, to copy it.')
    }
  }

  return (
    <div className={fieldStyles['field']}>
      <label className={fieldStyles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={styles['line']}>
        <input
          id={id}
          className={fieldStyles['input']}
          readOnly
          value={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()} aria-label={`Copy: ${label}`}>
          Copy
        </Button>
      </div>
      {hint ? (
        <div id={`${id}-hint`} className={fieldStyles['hint']}>
          {hint}
        </div>
      ) : null}
    </div>
  )
}
