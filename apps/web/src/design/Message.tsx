import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './Message.module.css'

interface MessageProps {
  title: string
  children: ReactNode
  actions?: readonly { label: string; onPress: () => void }[]
}

/** A page or an area that has one thing to say: what happened, and what to do. */
export function Message({ title, children, actions = [] }: MessageProps) {
  return (
    <main className={styles['message']}>
      <h1>{title}</h1>
      <div className={styles['text']}>{children}</div>
      <div className={styles['actions']}>
        {actions.map(({ label, onPress }, index) => (
          <Button key={label} look={index === 0 ? 'primary' : 'normal'} size="large" onClick={onPress}>
            {label}
          </Button>
        ))}
      </div>
    </main>
  )
}
