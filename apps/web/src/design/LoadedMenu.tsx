import {
  Menu,
  MenuButton as Opener,
  MenuGroup,
  MenuGroupLabel,
  MenuItem,
  MenuItemRadio,
  MenuProvider,
  MenuSeparator,
} from '@ariakit/react'
import { Check } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from './Button.tsx'
import type { MenuButtonProps } from './Menu.tsx'
import styles from './Menu.module.css'

/** Rendered on the first press of a `MenuButton`, and pressed again at once: so the focus goes into the menu, and comes back from it. */
export function LoadedMenu({ label, children, items, look = 'plain', square, className, disabled }: MenuButtonProps) {
  const opener = useRef<HTMLButtonElement>(null)
  const isPressed = useRef(false)
  useEffect(() => {
    // Once: in development React runs every effect twice, and a second press would close it.
    if (isPressed.current) return
    isPressed.current = true
    opener.current?.focus()
    opener.current?.click()
  }, [])
  return (
    <MenuProvider defaultValues={{ choice: '' }}>
      <Opener
        ref={opener}
        disabled={disabled ?? false}
        render={<Button look={look} className={className} title={label} {...(square && { 'data-square': true })} />}
        aria-label={label}
      >
        {children}
      </Opener>
      <Menu className={styles['menu']} aria-label={label} gutter={4} portal unmountOnHide>
        {items.map((item, index) => {
          switch (item.is) {
            case 'separator':
              return <MenuSeparator key={`separator-${index}`} className={styles['separator']} />
            case 'heading':
              return (
                <MenuGroup key={item.label}>
                  <MenuGroupLabel className={styles['heading']}>{item.label}</MenuGroupLabel>
                </MenuGroup>
              )
            case 'choice':
              return (
                <MenuItemRadio
                  key={item.label}
                  name="choice"
                  value={item.label}
                  checked={item.chosen}
                  hideOnClick
                  className={styles['item']}
                  onClick={item.onSelect}
                >
                  {item.icon}
                  <span className={styles['label']}>{item.label}</span>
                  {item.chosen ? <Check aria-hidden size={16} /> : null}
                </MenuItemRadio>
              )
            case 'action':
              return (
                <MenuItem key={item.label} className={styles['item']} onClick={item.onSelect} data-danger={item.danger ?? false}>
                  {item.icon}
                  <span className={styles['label']}>{item.label}</span>
                  {item.hint ? <kbd className={styles['hint']}>{item.hint}</kbd> : null}
                </MenuItem>
              )
          }
        })}
      </Menu>
    </MenuProvider>
  )
}
