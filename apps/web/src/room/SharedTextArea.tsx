import { type ComponentProps, useCallback, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { mine } from '../connection/liveMeeting.ts'
import { caretAfter, editSharedText, smallestEdit } from './editSharedText.ts'
import styles from './SharedTextArea.module.css'

interface SharedTextAreaProps extends Pick<ComponentProps<'textarea'>, 'placeholder' | 'onBlur' | 'rows'> {
  text: Y.Text
  /** The accessible name. */
  label: string
}

/** A plain text area on a shared text: phones type best into one. It grows with what is written. */
export function SharedTextArea({ text, label, ...rest }: SharedTextAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const value = useSharedText(text)
  useCaretBesideOthers(area, value)
  return (
    <textarea
      ref={area}
      className={styles['area']}
      aria-label={label}
      value={value}
      onChange={(event) => editSharedText(text, event.target.value, mine)}
      {...rest}
    />
  )
}

function useSharedText(text: Y.Text): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      text.observe(listener)
      return () => text.unobserve(listener)
    },
    [text],
  )
  return useSyncExternalStore(subscribe, () => text.toString())
}

/** Setting a value from outside throws the caret to the end: put it back where the person left it. */
function useCaretBesideOthers(area: { current: HTMLTextAreaElement | null }, value: string): void {
  const shown = useRef({ value, start: 0, end: 0 })
  useEffect(() => {
    const remember = () => {
      const element = area.current
      if (element) shown.current = { value: element.value, start: element.selectionStart, end: element.selectionEnd }
    }
    document.addEventListener('selectionchange', remember)
    return () => document.removeEventListener('selectionchange', remember)
  }, [area])
  useLayoutEffect(() => {
    const element = area.current
    const { value: before, start, end } = shown.current
    const edit = smallestEdit(before, value)
    if (edit === null || !element || element !== document.activeElement) return
    // What was typed here is on the screen with its caret already.
    const typedHere = element.selectionStart !== value.length && element.selectionEnd === edit.at + edit.insert.length
    if (!typedHere) element.setSelectionRange(caretAfter(start, edit), caretAfter(end, edit))
  }, [area, value])
}
