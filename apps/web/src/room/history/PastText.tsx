import { isBlank, plainText } from '@second-story/meeting'
import { Copy } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../design/Button.tsx'
import { StaticText } from '../../editor/StaticText.tsx'
import styles from './PartList.module.css'
import type { Text } from './parts.ts'

interface PastTextProps {
  text: Text
  /** What it belongs to, for the button's name. */
  of: string
  onSaid: (said: string) => void
}

/** Words of an earlier moment, to be read and copied. */
export function PastText({ text: { label, text }, of, onSaid }: PastTextProps) {
  const words = useRef<HTMLDivElement>(null)
  const said = plainText(text).trim()

  async function copy() {
    try {
      await navigator.clipboard.writeText(said)
      onSaid('Copied.')
    } catch {
      // No clipboard without https, or it was refused: then by hand.
      if (words.current) getSelection()?.selectAllChildren(words.current)
      onSaid('This browser doesn’t let the page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac.')
    }
  }

  return (
    <div className={styles['text']}>
      {label === null ? null : <p className={styles['facts']}>{label}</p>}
      <div ref={words} className={styles['words']}>
        <StaticText text={text} placeholder="Nothing written" />
      </div>
      {isBlank(text) ? null : (
        <Button
          look="plain"
          data-square
          className={styles['copy']}
          title="Copy this text"
          aria-label={`Copy this text: ${of}, ${said.slice(0, 40)}`}
          onClick={() => void copy()}
        >
          <Copy aria-hidden size={15} />
        </Button>
      )}
    </div>
  )
}
