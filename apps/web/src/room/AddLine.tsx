import type { Field } from '@second-story/coach'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '../design/Button.tsx'
import styles from './AddLine.module.css'

interface AddLineProps {
  /** The accessible name, e.g. "Add a cause". */
  label: string
  placeholder: string
  /** What the coach takes it for. */
  field: Field
  onAdd: (text: string) => void
}

/** A line for adding to a list, which grows with its words: type, Enter, type the next. */
export function AddLine({ label, placeholder, field, onAdd }: AddLineProps) {
  const [text, setText] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)

  function add() {
    const said = text.trim()
    if (said === '') return
    onAdd(said)
    setText('')
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    // An Enter that ends a composition (accents, Japanese) belongs to the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    add()
  }

  return (
    <form
      className={styles['line']}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <textarea
        ref={input}
        rows={1}
        data-coach={field}
        className={styles['input']}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" disabled={text.trim() === ''}>
        Add
      </Button>
    </form>
  )
}
