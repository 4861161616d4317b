import { useSyncExternalStore } from 'react'
import { createStore } from 'zustand/vanilla'
import styles from './announce.module.css'

/**
 * What changes quietly is said in one polite live region, urgent things in an assertive one; and shown for a while at the foot of the screen
 * when it was an answer to something the person did.
 */
interface Said {
  readonly polite: string
  readonly assertive: string
  readonly toast: { readonly id: number; readonly text: string; readonly action?: { label: string; run: () => void } } | null
}

const said = createStore<Said>(() => ({ polite: '', assertive: '', toast: null }))
let toastId = 0
let hideTimer: ReturnType<typeof setTimeout> | undefined

/** Says something to who can't see the change. The same sentence twice is said twice. */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  said.setState((state) => ({ [urgency]: state[urgency] === text ? `${text}\u00a0` : text }))
}

/** Shows and says the outcome of an action for eight seconds, with a way to take it back where there is one. */
export function toast(text: string, action?: { label: string; run: () => void }): void {
  const id = ++toastId
  said.setState({ toast: { id, text, ...(action && { action }) } })
  announce(text)
  clearTimeout(hideTimer)
  hideTimer = setTimeout(() => {
    if (said.getState().toast?.id === id) said.setState({ toast: null })
  }, 8000)
}

/** The live regions and the toast; rendered once per page. */
export function Announcer() {
  const { polite, assertive, toast: shown } = useSyncExternalStore(said.subscribe, said.getState)
  return (
    <>
      <div className={styles['hidden']} role="status">
        {polite}
      </div>
      <div className={styles['hidden']} role="alert">
        {assertive}
      </div>
      {shown ? (
        <div className={styles['toast']} key={shown.id} popover="manual" ref={showOnTop}>
          <span>{shown.text}</span>
          {shown.action ? (
            <button
              type="button"
              className={styles['action']}
              onClick={() => {
                shown.action?.run()
                said.setState({ toast: null })
              }}
            >
              {shown.action.label}
            </button>
          ) : null}
        </div>
      ) : null}
    </>
  )
}

/** Into the browser's top layer: an open dialog would lie over it. */
function showOnTop(element: HTMLElement | null): void {
  element?.showPopover()
}
