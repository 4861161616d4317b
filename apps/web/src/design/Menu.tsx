import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button } from './Button.tsx'

export type MenuItem =
  | { is: 'action'; label: string; hint?: string; icon?: ReactNode; danger?: boolean; onSelect: () => void }
  | { is: 'choice'; label: string; icon?: ReactNode; chosen: boolean; onSelect: () => void }
  | { is: 'heading'; label: string }
  | { is: 'separator' }

export interface MenuButtonProps {
  /** The accessible name of the button, and of the menu. */
  label: string
  /** What the button shows. */
  children: ReactNode
  items: readonly MenuItem[]
  look?: 'normal' | 'plain'
  square?: boolean
  className?: string | undefined
  disabled?: boolean
}

const loadMenu = () => import('./LoadedMenu.tsx')
const LoadedMenu = lazy(async () => ({ default: (await loadMenu()).LoadedMenu }))

/**
 * A button that opens a menu with the full keyboard behaviour (arrows, typing ahead, Escape). The menu's code is fetched when the
 * button is first approached; until then it is a plain button of the same look.
 */
export function MenuButton(props: MenuButtonProps) {
  const [wanted, setWanted] = useState(false)
  const placeholder = (
    <Button
      look={props.look ?? 'plain'}
      className={props.className}
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      title={props.label}
      disabled={props.disabled ?? false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      // After this press is over: a menu that opened within it would take it for a press outside of itself, and close.
      onClick={() => setTimeout(() => setWanted(true))}
      {...(props.square && { 'data-square': true })}
    >
      {props.children}
    </Button>
  )
  if (!wanted) return placeholder
  return (
    <Suspense fallback={placeholder}>
      <LoadedMenu {...props} />
    </Suspense>
  )
}
