import { type SubmitEvent, useRef, useState } from 'react'
import { Button } from '../design/Button.tsx'
import styles from './AddLine.module.css'

interface AddLineProps {
  /** The accessible name, e.g. "Add a cause". */
  label: string
  placeholder: string
  onAdd: (text: string) => void
}

/** One line for adding to a list: type, Enter, type the next. */
export function AddLine({ label, placeholder, onAdd }: AddLineProps) {
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)

  function add(event: SubmitEvent) {
    event.preventDefault()
    const said = text.trim()
    if (said === '') return
    onAdd(said)
    setText('')
    input.current?.focus()
  }

  return (
    <form className={styles['line']} onSubmit={add}>
      <input
        ref={input}
        className={styles['input']}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={text.trim() === ''}>
        Add
      </Button>
    </form>
  )
}
