import { type TextValue } from '@second-story/meeting'
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  type RefObject,
  useContext,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import * as Y from 'yjs'
import { bringIntoSchema, fragmentFrom, wouldLoseWords } from './editableFragment.ts'
import styles from './EditableText.module.css'
import { editorChunk, loadEditor, watchEditorChunk } from './editorChunk.ts'
import { EditorContext } from './EditorContext.ts'
import type { CaretPlace } from './RichTextEditor.tsx'
import { StaticText } from './StaticText.tsx'
import { useRichText } from './useRichText.ts'

export { preloadEditor } from './editorChunk.ts'

interface EditableTextProps {
  value: TextValue
  /** The name of the text, for those who can't see what it stands beside: 'Summary', '10:02, what happened'. */
  label: string
  placeholder?: string | undefined
  /** One line to look at, without a toolbar; Enter ends it, Shift+Enter starts a new paragraph. */
  compact?: boolean | undefined
  editable?: boolean | undefined
  /** Starts as an editor, for what has just been added. */
  autoFocus?: boolean | undefined
  /**
   * Another client of the wire wrote plain text where our editors write a fragment: put this one, which says the same, in its place. Without
   * this such a text can only be read.
   */
  onReplace?: ((fragment: Y.XmlFragment) => void) | undefined
  /** After Enter (compact) or Ctrl+Enter; the text is closed by then. */
  onSubmit?: (() => void) | undefined
  onEditingChange?: ((isEditing: boolean) => void) | undefined
  /** What gets the focus when the editor closes by a key; the text itself if not given. */
  returnFocusTo?: RefObject<HTMLElement | null> | undefined
  describedBy?: string | undefined
  ref?: Ref<EditableTextHandle> | undefined
}

export interface EditableTextHandle {
  /** Opens the editor, with the caret at the end. */
  edit(): void
}

/** A text of the board: shown plainly until somebody wants to write in it, so that a page of hundreds costs no editors. */
export function EditableText(props: EditableTextProps) {
  const { value, label, placeholder, compact = false, editable = true, onReplace, returnFocusTo, ref } = props
  const surroundings = useContext(EditorContext)
  const chunk = useSyncExternalStore(watchEditorChunk, editorChunk)
  const text = useRichText(value)
  const opener = useRef<HTMLButtonElement>(null)
  const returnsFocus = useRef(false)
  const typed = useRef('')
  const [caret, setCaret] = useState<CaretPlace | null>(props.autoFocus ? 'end' : null)

  const fragment = value instanceof Y.XmlFragment ? value : null
  const mayEdit = editable && surroundings !== null && (fragment !== null || onReplace !== undefined)
  const isEditing = mayEdit && caret !== null
  const isOpen = isEditing && fragment !== null && chunk.is === 'ready' && !wouldLoseWords(fragment)

  function close(returnFocus: boolean) {
    returnsFocus.current = returnFocus
    setCaret(null)
  }

  useImperativeHandle(ref, () => ({ edit: () => setCaret('end') }), [])

  useEffect(() => {
    if (!isEditing) return
    loadEditor()
    if (fragment === null) onReplace?.(fragmentFrom(text))
    else if (wouldLoseWords(fragment)) bringIntoSchema(fragment)
    // Only when editing begins, or the value is another: what is typed later never needs mending.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isEditing, fragment])

  useLayoutEffect(() => {
    if (isEditing && !isOpen) opener.current?.focus({ preventScroll: true })
    if (isEditing || !returnsFocus.current) return
    returnsFocus.current = false
    const target = returnFocusTo?.current ?? opener.current
    target?.focus()
  }, [isEditing, isOpen, returnFocusTo])

  const { onEditingChange } = props
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current === isEditing) return
    wasEditing.current = isEditing
    onEditingChange?.(isEditing)
  }, [isEditing, onEditingChange])

  function openAtPointer(event: MouseEvent) {
    if (!mayEdit || isEditing || !(event.target instanceof Element) || event.target.closest('a, button') !== null) return
    // Somebody who selects words wants to copy them.
    if (document.getSelection()?.isCollapsed === false) return
    setCaret({ x: event.clientX, y: event.clientY })
  }

  function openAtEnd() {
    setCaret('end')
    // The first time an effect does it, for every way of opening; this is for pressing again after a failure.
    if (isEditing) loadEditor()
  }

  if (isOpen) {
    const { Editor } = chunk
    return (
      <div className={styles['editable']} data-editing data-compact={compact}>
        <Editor
          {...surroundings}
          fragment={fragment}
          label={label}
          placeholder={placeholder}
          compact={compact}
          autoFocus={caret}
          typed={typed}
          describedBy={props.describedBy}
          onEscape={() => close(true)}
          onSubmit={() => {
            close(true)
            props.onSubmit?.()
          }}
          onBlur={() => close(false)}
          onUnfit={() => close(false)}
        />
      </div>
    )
  }
  return (
    // The pointer may go anywhere into the text; the keyboard has the button.
    <div
      role="presentation"
      className={styles['editable']}
      data-may-edit={mayEdit}
      data-compact={compact}
      aria-busy={isEditing}
      onClick={openAtPointer}
      onKeyDown={isEditing && chunk.is !== 'failed' ? (event) => keepKey(event, typed, () => close(true)) : undefined}
    >
      <StaticText text={text} placeholder={placeholder} />
      {mayEdit && (
        <button
          ref={opener}
          type="button"
          className={styles['opener']}
          aria-label={`Edit ${label}`}
          aria-describedby={props.describedBy}
          onClick={openAtEnd}
          onBlur={isEditing ? () => close(false) : undefined}
        />
      )}
      {isEditing && chunk.is === 'failed' && (
        <p className={styles['failed']} role="alert">
          The editor could not be loaded. What is written here is safe. Check the connection and try again; if that does not help,
          reload the page.
        </p>
      )}
    </div>
  )
}

/** Keys typed before the editor is there wait for it. */
function keepKey(event: KeyboardEvent, typed: RefObject<string>, onEscape: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return
  if (event.key === 'Escape') onEscape()
  else if (event.key === 'Enter') typed.current += '\n'
  else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
  else if ([...event.key].length === 1) typed.current += event.key
  else return
  event.preventDefault()
  event.stopPropagation()
}
