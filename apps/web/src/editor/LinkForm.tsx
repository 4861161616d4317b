import { safeLink } from '@second-story/meeting'
import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, type SyntheticEvent, useId, useState } from 'react'
import styles from './Toolbar.module.css'

/** Sets, changes or removes the link of the selected words. Without a selection the address itself is written. */
export function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const before: unknown = editor.getAttributes('link')['href']
  const [address, setAddress] = useState(typeof before === 'string' ? before : '')
  const [isRefused, setRefused] = useState(false)
  const refusal = useId()

  function close() {
    onClose()
    editor.commands.focus()
  }

  function set(event: SyntheticEvent) {
    event.preventDefault()
    const href = parseAddress(address)
    if (href === null) {
      setRefused(true)
      return
    }
    setLink(editor, href)
    close()
  }

  function remove() {
    editor.chain().extendMarkRange('link').unsetLink().run()
    close()
  }

  function leave(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }

  return (
    <form className={styles['form']} onSubmit={set} noValidate>
      <input
        className={styles['address']}
        type="url"
        aria-label="Link address"
        placeholder="https://"
        value={address}
        onKeyDown={leave}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? refusal : undefined}
        // The form has been asked for, by key or button, and is all there is to do now.
        autoFocus
        onChange={(event) => {
          setAddress(event.target.value)
          setRefused(false)
        }}
      />
      <button type="submit" className={styles['word']} onKeyDown={leave}>
        Set link
      </button>
      {before !== undefined && (
        <button type="button" className={styles['word']} onClick={remove} onKeyDown={leave}>
          Remove link
        </button>
      )}
      {isRefused && (
        <p id={refusal} className={styles['refusal']} role="alert">
          A link starts with https://, http:// or mailto:.
        </p>
      )}
    </form>
  )
}

/** What people type as an address, `wiki.example.org/page` too; null if it can't be a link. */
function parseAddress(typed: string): string | null {
  const address = typed.trim()
  if (safeLink(address) !== null) return address
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+([:/?#]\S*)?$/i.test(address) ? safeLink(`https://${address}`) : null
}

function setLink(editor: Editor, href: string): void {
  const { empty } = editor.state.selection
  if (empty && !editor.isActive('link')) {
    editor.commands.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] })
  } else {
    editor.chain().extendMarkRange('link').setLink({ href }).run()
  }
}
