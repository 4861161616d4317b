import { type ReactNode, useState } from 'react'
import type { UnsavedDocument } from '../connection/liveMeeting.ts'
import { Button } from '../design/Button.tsx'
import styles from './CopyWords.module.css'
import { allWords, unsavedWords } from './unsavedWords.ts'

interface CopyWordsProps {
  documents: () => readonly UnsavedDocument[]
  /** What else can be done, beside the buttons. */
  children?: ReactNode
}

/** Takes words along that are on this device alone: to the clipboard, into a file, and by hand where the browser allows neither. */
export function CopyWords({ documents, children }: CopyWordsProps) {
  const [done, setDone] = useState('')
  const [byHand, setByHand] = useState<string | null>(null)

  async function copy() {
    const { text, what } = wordsToTake(documents())
    try {
      await navigator.clipboard.writeText(text)
      setByHand(null)
      setDone(`Copied: ${what}`)
    } catch {
      // No clipboard without https, or it was refused: then by hand, or as a file.
      setByHand(text)
      setDone('')
    }
  }

  function keep() {
    const { text, what } = wordsToTake(documents())
    const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }))
    const link = document.createElement('a')
    link.href = address
    link.download = 'my-words.md'
    link.click()
    URL.revokeObjectURL(address)
    setDone(`Kept as my-words.md: ${what}`)
  }

  return (
    <div className={styles['copy']}>
      <div className={styles['actions']}>
        <Button look="primary" onClick={() => void copy()}>
          Copy my text
        </Button>
        <Button onClick={keep}>Keep as a file</Button>
        {children}
      </div>
      <p role="status" className={styles['done']}>
        {done}
      </p>
      {byHand === null ? null : (
        <label className={styles['byHand']}>
          This browser doesn’t let the page copy. Keep it as a file, or copy it from here by hand:
          <textarea className={styles['text']} readOnly rows={8} value={byHand} onFocus={(event) => event.target.select()} />
        </label>
      )}
    </div>
  )
}

function wordsToTake(documents: readonly UnsavedDocument[]): { text: string; what: string } {
  const text = unsavedWords(documents)
  if (text !== '') return { text, what: 'each entry and paragraph with words that the server doesn’t have.' }
  return {
    text: allWords(documents),
    what: 'everything that you see. Which words are yours can’t be told: the changes only moved, marked or deleted something.',
  }
}
