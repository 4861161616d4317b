import { Button } from '../../design/Button.tsx'
import styles from './Failure.module.css'
import { problemText } from './problemText.ts'

export function Failure({ failure, onRetry }: { failure: unknown; onRetry: () => void }) {
  return (
    <div className={styles['failure']}>
      <p role="alert">{problemText(failure)}</p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  )
}
