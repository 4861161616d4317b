import { Editor, Extension } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions/placeholder'
import { Plugin } from '@tiptap/pm/state'
import { type FocusEvent, type RefObject, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { type CaretPlace, placeCaret } from './caretPlace.ts'
import { Carets } from './carets.ts'
import { wouldLoseWords } from './editableFragment.ts'
import type { Writer } from './EditorContext.ts'
import { editorKeys } from './editorKeys.ts'
import { followLink } from './followLink.ts'
import { Paste } from './paste.ts'
import prose from './prose.module.css'
import styles from './RichTextEditor.module.css'
import { schemaExtensions } from './schema.ts'
import { SharedText } from './sharedText.ts'
import { Toolbar } from './Toolbar.tsx'

export type { CaretPlace }

export interface RichTextEditorProps {
  /** Part of a document, and within the schema (`wouldLoseWords`). */
  fragment: Y.XmlFragment
  label: string
  placeholder?: string | undefined
  compact?: boolean | undefined
  autoFocus?: boolean | CaretPlace | undefined
  /** What was typed before the editor was there; written at the caret, and emptied. */
  typed?: RefObject<string> | undefined
  awareness: Awareness | null
  user: Writer
  /** Shared by all editors of the room, and never destroyed by one. */
  undoManager: Y.UndoManager
  onEscape?: (() => void) | undefined
  /** Ctrl+Enter; in a compact editor Enter too. */
  onSubmit?: (() => void) | undefined
  /** The focus has left the editor and its toolbar. Not when the whole window loses it. */
  onBlur?: (() => void) | undefined
  /** Somebody's program has written what the editor would delete. It has let go of the text and stands empty: close it. */
  onUnfit?: (() => void) | undefined
  readOnly?: boolean | undefined
  describedBy?: string | undefined
}

/** The editor itself, heavy: others show it by `EditableText`, which loads it. */
export function RichTextEditor(props: RichTextEditorProps) {
  const { label, compact = false } = props
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const toolbar = useRef<HTMLDivElement>(null)
  const [isLinking, setLinking] = useState(false)
  const { editor, mount } = useEditor(props, {
    id,
    openToolbar: () => toolbar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
    editLink: () => setLinking(true),
  })

  function leave(event: FocusEvent) {
    const goesTo = event.relatedTarget
    if (goesTo instanceof Node && frame.current?.contains(goesTo)) return
    // Only after the event is it known whether the focus has left the editor, or the window has lost it.
    queueMicrotask(() => {
      if (frame.current !== null && !frame.current.contains(document.activeElement)) props.onBlur?.()
    })
  }

  return (
    <div ref={frame} className={styles['frame']} onBlur={leave}>
      <div ref={mount} />
      {editor !== null && !compact && !props.readOnly && (
        <Toolbar ref={toolbar} editor={editor} label={label} controls={id} isLinking={isLinking} onLinkingChange={setLinking} />
      )}
    </div>
  )
}

interface Frame {
  /** Of the text's element. */
  id: string
  openToolbar(): void
  editLink(): void
}

interface MountedEditor {
  /** Null before the first paint. */
  editor: Editor | null
  mount: (host: HTMLDivElement) => () => void
}

/** Another fragment, history or person makes another editor; anything else changes the one there is. */
function useEditor(props: RichTextEditorProps, frame: Frame): MountedEditor {
  const [editor, setEditor] = useState<Editor | null>(null)
  const { fragment, undoManager, awareness, readOnly = false } = props
  const ownId = props.user.id
  // The editor, once made, asks for the last ones.
  const latest = useRef({ props, frame })
  useLayoutEffect(() => {
    latest.current = { props, frame }
  })

  // As the host appears: before the browser paints, and within the click that opened it, as phones show their keyboard only then.
  const mount = useCallback(
    (host: HTMLDivElement) => {
      const { autoFocus, typed, readOnly: isReadOnly } = latest.current.props
      let opened: Editor | null = null
      // Watches before the binding does, which would delete what does not fit. What is done here fits.
      const guard = (_events: unknown, transaction: Y.Transaction) => {
        if (transaction.local || !wouldLoseWords(fragment)) return
        opened?.destroy()
        latest.current.props.onUnfit?.()
      }
      fragment.observeDeep(guard)
      opened = new Editor({
        element: host,
        editable: !isReadOnly,
        extensions: [
          ...schemaExtensions,
          Paste,
          SharedText.configure({ fragment, undoManager }),
          ...(awareness === null ? [] : [Carets.configure({ awareness, ownId })]),
          Placeholder.configure({
            placeholder: () => latest.current.props.placeholder ?? '',
            emptyEditorClass: prose['empty'] ?? '',
            emptyNodeClass: '',
            showOnlyWhenEditable: false,
          }),
          attributes(() => attributesOf(latest.current.props, latest.current.frame.id)),
          editorKeys({
            isCompact: () => latest.current.props.compact === true,
            escape: () => latest.current.props.onEscape,
            submit: () => latest.current.props.onSubmit,
            toolbar: () => latest.current.frame.openToolbar(),
            link: () => latest.current.frame.editLink(),
          }),
        ],
        // A node, not HTML: the page's policy (Trusted Types) forbids to parse strings.
        content: { type: 'doc', content: [{ type: 'paragraph' }] },
        injectCSS: false,
        editorProps: { handleClick: followLink },
      })
      if (autoFocus !== undefined && autoFocus !== false) placeCaret(opened.view, autoFocus === true ? 'end' : autoFocus)
      if (typed !== undefined && typed.current !== '') {
        opened.view.pasteText(typed.current)
        typed.current = ''
      }
      setEditor(opened)
      return () => {
        fragment.unobserveDeep(guard)
        opened?.destroy()
        setEditor(null)
      }
    },
    [fragment, undoManager, awareness, ownId],
  )

  const { label, placeholder, describedBy } = props
  useEffect(() => {
    // Looks at the attributes again.
    if (editor !== null && !editor.isDestroyed) editor.setEditable(!readOnly, false)
  }, [editor, readOnly, label, placeholder, describedBy])

  return { editor, mount }
}

function attributesOf(
  { label, placeholder, describedBy, readOnly = false }: RichTextEditorProps,
  id: string,
): Record<string, string> {
  return {
    id,
    class: prose['prose'] ?? '',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    'aria-readonly': String(readOnly),
    ...(placeholder !== undefined && { 'aria-placeholder': placeholder }),
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
  }
}

/** Attributes of the text's element that may change while it is there, unlike those among the editor's options. */
function attributes(read: () => Record<string, string>): Extension {
  return Extension.create({
    name: 'attributes',
    addProseMirrorPlugins: () => [new Plugin({ props: { attributes: read } })],
  })
}
