import { definition } from '@second-story/meeting'
import styles from './cardText.module.css'

/** The definition as it is read aloud, with its source. */
export function DefinitionText() {
  return (
    <figure className={styles['figure']}>
      <blockquote className={styles['definition']}>{definition.text}</blockquote>
      <figcaption className={styles['source']}>{definition.source}</figcaption>
    </figure>
  )
}
