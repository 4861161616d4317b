import { type ComponentProps, type ReactNode, useId } from 'react'
import styles from './Field.module.css'

interface FieldProps {
  label: string
  optional?: boolean | undefined
  hint?: ReactNode | undefined
  error?: string | null | undefined
}

export function TextField({ label, optional, hint, error, ...rest }: FieldProps & ComponentProps<'input'>) {
  return (
    <Labelled {...{ label, optional, hint, error }}>
      {(wiring) => <input type="text" className={styles['input']} {...wiring} {...rest} />}
    </Labelled>
  )
}

export function SelectField({ label, optional, hint, error, ...rest }: FieldProps & ComponentProps<'select'>) {
  return (
    <Labelled {...{ label, optional, hint, error }}>
      {(wiring) => <select className={styles['input']} {...wiring} {...rest} />}
    </Labelled>
  )
}

type Wiring = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

function Labelled({ label, optional, hint, error, children }: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ')
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
        {optional ? <span className={styles['optional']}> (may stay blank)</span> : null}
      </label>
      {children({ id, ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': true as const }) })}
      {hint ? (
        <div id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div id={`${id}-error`} className={styles['error']} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  )
}
