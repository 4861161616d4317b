import { type Editor, Extension, type Extensions } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions/placeholder'
import { Plugin } from '@tiptap/pm/state'
import { EditorContent, useEditor } from '@tiptap/react'
import { type FocusEvent, type RefObject, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { type CaretPlace, placeCaret } from './caretPlace.ts'
import { Carets } from './carets.ts'
import { CoachMarks, writeTyped } from './coachMarks.ts'
import type { Writer } from './EditorContext.ts'
import { editorKeys } from './editorKeys.ts'
import { fieldOf } from './fieldOf.ts'
import { followLink } from './followLink.ts'
import { Paste } from './paste.ts'
import prose from './prose.module.css'
import styles from './RichTextEditor.module.css'
import { schemaExtensions } from './schema.ts'
import { bindingOf, SharedText } from './sharedText.ts'
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
  const editor = useSharedEditor(props, {
    id,
    openToolbar: () => toolbar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
    editLink: () => setLinking(true),
  })

  /** The coach’s card is about this text; and a dialog gives the focus back to it. */
  function isStill(element: EventTarget | null): boolean {
    return (
      element instanceof Element && (frame.current?.contains(element) || element.closest('[data-coach-card], dialog') !== null)
    )
  }

  function leave(event: FocusEvent) {
    const goesTo = event.relatedTarget
    if (isStill(goesTo)) return
    // Only after the event is it known whether the focus has left the editor, or the window has lost it.
    queueMicrotask(() => {
      if (frame.current !== null && !isStill(document.activeElement)) props.onBlur?.()
    })
  }

  return (
    <div ref={frame} className={styles['frame']} onBlur={leave}>
      {editor !== null && (
        <EditedText key={editor.instanceId} editor={editor} autoFocus={props.autoFocus} typedRef={props.typed} />
      )}
      {editor !== null && !compact && !props.readOnly && (
        <Toolbar ref={toolbar} editor={editor} label={label} controls={id} isLinking={isLinking} onLinkingChange={setLinking} />
      )}
    </div>
  )
}

interface EditedTextProps {
  editor: Editor
  autoFocus: RichTextEditorProps['autoFocus']
  typedRef: RichTextEditorProps['typed']
}

/** Of its own because React's strict mode mounts it twice, which takes the focus away: what gives the focus has to come twice too. */
function EditedText({ editor, autoFocus = false, typedRef }: EditedTextProps) {
  const begin = useEffectEvent(() => {
    if (bindingOf(editor.state) === null) return
    if (autoFocus !== false) placeCaret(editor.view, autoFocus === true ? 'end' : autoFocus)
    if (typedRef !== undefined && typedRef.current !== '') {
      writeTyped(editor.view, typedRef.current)
      typedRef.current = ''
    }
  })
  // EditorContent has put the text into the page by now: within the press that opened it, as phones show their keyboard only then, and
  // before the browser paints.
  useLayoutEffect(() => begin(), [])
  return <EditorContent editor={editor} />
}

interface Frame {
  /** Of the text's element. */
  id: string
  openToolbar(): void
  editLink(): void
}

/** Null before it is there. Another fragment, history or person makes another editor; anything else changes the one there is. */
function useSharedEditor(props: RichTextEditorProps, frame: Frame): Editor | null {
  const { fragment, undoManager, awareness, user, readOnly = false } = props
  const latest = useRef<Latest>({ props, frame })
  useLayoutEffect(() => {
    latest.current = { props, frame }
  })

  const editor = useEditor(
    {
      // Binding may write into the shared text, which is nothing to do while React renders, maybe twice.
      immediatelyRender: false,
      editable: !readOnly,
      // Given, not read: the editor reads it later.
      // oxlint-disable-next-line react-hooks/refs
      extensions: extensionsFor(props, latest),
      // A node, not HTML: the page's policy (Trusted Types) forbids to parse strings.
      content: { type: 'doc', content: [{ type: 'paragraph' }] },
      injectCSS: false,
      editorProps: { handleClick: followLink },
    },
    [fragment, undoManager, awareness, user.id],
  )

  // At once: EditorContent would bind it once more on its way out, and useEditor let it live on for a moment.
  useLayoutEffect(() => (editor === null ? undefined : () => editor.destroy()), [editor])

  const { label, placeholder, describedBy } = props
  useEffect(() => {
    // Looks at the attributes again.
    if (editor !== null && !editor.isDestroyed) editor.setEditable(!readOnly, false)
  }, [editor, readOnly, label, placeholder, describedBy])

  return editor
}

/** The editor stays the same while these change. */
interface Latest {
  props: RichTextEditorProps
  frame: Frame
}

function extensionsFor({ fragment, undoManager, awareness, user }: RichTextEditorProps, latest: RefObject<Latest>): Extensions {
  return [
    ...schemaExtensions,
    Paste,
    SharedText.configure({ fragment, yUndoOptions: { undoManager }, onUnfit: () => latest.current.props.onUnfit?.() }),
    CoachMarks.configure({ field: fieldOf(fragment) }),
    ...(awareness === null ? [] : [Carets.configure({ awareness, ownId: user.id })]),
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
  ]
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
