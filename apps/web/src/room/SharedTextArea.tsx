import type { Field } from '@second-story/coach'
import { type ComponentProps, useLayoutEffect, useRef } from 'react'
import type * as Y from 'yjs'
import { caretAfter, editSharedText, smallestEdit } from './editSharedText.ts'
import styles from './SharedTextArea.module.css'

interface SharedTextAreaProps extends Pick<ComponentProps<'textarea'>, 'placeholder' | 'onBlur' | 'rows'> {
  text: Y.Text
  /** The accessible name. */
  label: string
  /** What the coach takes it for. */
  field?: Field
}

/**
 * A plain text area on a shared text: phones type best into one. The element keeps its own value, so that words arriving from elsewhere
 * leave the caret where it is.
 */
export function SharedTextArea({ text, label, field = 'other', ...rest }: SharedTextAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null)

  useLayoutEffect(() => {
    const element = area.current
    if (!element) return
    const show = () => {
      const edit = smallestEdit(element.value, text.toString())
      if (edit === null) return
      const { selectionStart, selectionEnd } = element
      element.value = text.toString()
      // For the coach: no event tells that a script has written.
      element.dispatchEvent(new Event('rewritten'))
      if (element === document.activeElement) {
        element.setSelectionRange(caretAfter(selectionStart, edit), caretAfter(selectionEnd, edit))
      }
    }
    const observe = (event: Y.YTextEvent) => {
      if (event.transaction.origin !== element) show()
    }
    show()
    text.observe(observe)
    return () => text.unobserve(observe)
  }, [text])

  return (
    <textarea
      ref={area}
      className={styles['area']}
      aria-label={label}
      data-coach={field}
      onChange={(event) => editSharedText(text, event.target.value, event.target)}
      {...rest}
    />
  )
}
