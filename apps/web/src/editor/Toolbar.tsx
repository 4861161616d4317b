import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { Bold, Code, Italic, Link, List, ListOrdered, type LucideIcon, SquareCode, TextQuote } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { LinkForm } from './LinkForm.tsx'
import styles from './Toolbar.module.css'

interface ToolbarProps {
  editor: Editor
  /** The label of the text. */
  label: string
  /** The id of the text's element. */
  controls: string
  isLinking: boolean
  onLinkingChange: (isLinking: boolean) => void
  ref: RefObject<HTMLDivElement | null>
}

/** Formatting, below the text and over what follows, so that nothing moves when it comes and goes. One stop for Tab; arrows move inside. */
export function Toolbar({ editor, label, controls, isLinking, onLinkingChange, ref }: ToolbarProps) {
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => tools.map(({ name }) => name).filter((name) => current.isActive(name)),
  })
  const [stop, setStop] = useState(0)

  function press(tool: Tool) {
    if (tool.name === 'link') onLinkingChange(true)
    else tool.run(editor)
  }

  function move(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      editor.commands.focus()
      return
    }
    const next = nextStop(event.key, stop)
    if (next === null) return
    event.preventDefault()
    setStop(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }

  if (isLinking) {
    return (
      <div className={styles['bar']}>
        <LinkForm editor={editor} onClose={() => onLinkingChange(false)} />
      </div>
    )
  }
  return (
    <div
      ref={ref}
      className={styles['bar']}
      role="toolbar"
      tabIndex={-1}
      aria-label={`Formatting of ${label}`}
      aria-controls={controls}
      onKeyDown={move}
      // The selection stays where it is while a button is pressed.
      onMouseDown={(event) => event.preventDefault()}
    >
      {tools.map((tool, index) => (
        <button
          key={tool.name}
          type="button"
          className={styles['tool']}
          aria-label={tool.label}
          aria-pressed={active.includes(tool.name)}
          aria-keyshortcuts={tool.keys.replace('Mod', isApple ? 'Meta' : 'Control')}
          title={`${tool.label} (${tool.keys.replace('Mod', isApple ? '⌘' : 'Ctrl')})`}
          tabIndex={index === stop ? 0 : -1}
          onFocus={() => setStop(index)}
          onClick={() => press(tool)}
        >
          <tool.icon aria-hidden />
        </button>
      ))}
    </div>
  )
}

interface Tool {
  /** Of the mark or node. */
  name: string
  label: string
  keys: string
  icon: LucideIcon
  run: (editor: Editor) => unknown
}

const tools: readonly Tool[] = [
  { name: 'bold', label: 'Bold', keys: 'Mod+B', icon: Bold, run: (editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', label: 'Italic', keys: 'Mod+I', icon: Italic, run: (editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'code', label: 'Code', keys: 'Mod+E', icon: Code, run: (editor) => editor.chain().focus().toggleCode().run() },
  { name: 'link', label: 'Link', keys: 'Mod+Shift+K', icon: Link, run: () => undefined },
  {
    name: 'bulletList',
    label: 'List',
    keys: 'Mod+Shift+8',
    icon: List,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    label: 'Numbered list',
    keys: 'Mod+Shift+7',
    icon: ListOrdered,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'blockquote',
    label: 'Quote',
    keys: 'Mod+Shift+B',
    icon: TextQuote,
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: 'codeBlock',
    label: 'Code block',
    keys: 'Mod+Alt+C',
    icon: SquareCode,
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
]

const isApple = /Mac|iP(hone|ad|od)/.test(navigator.userAgent)

function nextStop(key: string, stop: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (stop + 1) % tools.length
    case 'ArrowLeft':
      return (stop + tools.length - 1) % tools.length
    case 'Home':
      return 0
    case 'End':
      return tools.length - 1
    default:
      return null
  }
}
