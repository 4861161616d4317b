import type { ComponentProps, ReactNode } from 'react'
import styles from './Button.module.css'

type Look = 'normal' | 'primary' | 'plain' | 'danger'

interface ButtonProps extends ComponentProps<'button'> {
  look?: Look
  size?: 'normal' | 'large'
}

export function Button({ look = 'normal', size = 'normal', className, ...rest }: ButtonProps) {
  return <button type="button" data-look={look} data-size={size} className={join(styles['button'], className)} {...rest} />
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'title'> {
  /** The accessible name; also shown on hover. */
  label: string
  /** Shown after the name on hover, e.g. a key. */
  hint?: string
  children: ReactNode
}

/** A button whose picture stands for its words. */
export function IconButton({ label, hint, look = 'plain', children, ...rest }: IconButtonProps) {
  return (
    <Button look={look} data-square aria-label={label} title={hint ? `${label} (${hint})` : label} {...rest}>
      {children}
    </Button>
  )
}

interface LinkButtonProps extends ComponentProps<'a'> {
  look?: Look
  size?: 'normal' | 'large'
}

/** A link that looks like a button, for going somewhere. */
export function LinkButton({ look = 'normal', size = 'normal', className, ...rest }: LinkButtonProps) {
  return <a data-look={look} data-size={size} className={join(styles['button'], className)} {...rest} />
}

function join(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
