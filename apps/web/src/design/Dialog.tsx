import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button.tsx'
import styles from './Dialog.module.css'

interface DialogProps {
  title: string
  /** `full` is as high as the window; what is inside decides what scrolls. */
  size?: 'normal' | 'wide' | 'full'
  onClose: () => void
  children: ReactNode
}

/** A modal dialog, open as long as it is rendered. Focus goes in and comes back by the browser's own `<dialog>`. */
export function Dialog({ title, size = 'normal', onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  return (
    // A click on the backdrop lands on the dialog element itself; the keyboard's way out is Escape, which fires `cancel`.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <dialog
      ref={ref}
      className={styles['dialog']}
      data-size={size}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles['head']}>
        <h2 id={heading}>{title}</h2>
        <IconButton label="Close" onClick={onClose}>
          <X aria-hidden size={18} />
        </IconButton>
      </div>
      <div className={styles['body']}>{children}</div>
    </dialog>
  )
}
