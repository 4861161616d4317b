import { type Block, type Inline, isBlank, type Marks, type RichText, safeLink } from '@second-story/meeting'
import { Fragment, type ReactNode } from 'react'
import styles from './prose.module.css'

interface StaticTextProps {
  text: RichText
  /** Shown instead of a text without words. */
  placeholder?: string | undefined
}

/** Rich text as it looks in the editor, without the weight of one. */
export function StaticText({ text, placeholder }: StaticTextProps) {
  if (placeholder !== undefined && isBlank(text)) {
    return (
      <div className={styles['prose']}>
        <p className={styles['placeholder']}>{placeholder}</p>
      </div>
    )
  }
  return <div className={styles['prose']}>{text.length === 0 ? <p>{lineBreak}</p> : text.map(drawBlock)}</div>
}

const lineBreak = <br />

// Places are keys here: blocks have no identity of their own, and are drawn without state.
function drawBlock(block: Block, place: number): ReactNode {
  switch (block.is) {
    case 'paragraph': {
      // As in the editor, a line that nothing follows still has its height.
      const endsOpen = block.content.at(-1)?.is !== 'text'
      return (
        <p key={place}>
          {block.content.map(drawInline)}
          {endsOpen && lineBreak}
        </p>
      )
    }
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List key={place}>
          {block.items.map((item, index) => (
            <li key={index}>{item.map(drawBlock)}</li>
          ))}
        </List>
      )
    }
    case 'quote':
      return <blockquote key={place}>{block.content.map(drawBlock)}</blockquote>
    case 'code':
      return (
        <pre key={place}>
          <code>{block.text}</code>
        </pre>
      )
  }
}

function drawInline(inline: Inline, place: number): ReactNode {
  return <Fragment key={place}>{inline.is === 'break' ? <br /> : drawMarks(inline.text, inline.marks)}</Fragment>
}

function drawMarks(text: string, marks: Marks): ReactNode {
  let drawn: ReactNode = text
  if (marks.code) drawn = <code>{drawn}</code>
  if (marks.strike) drawn = <s>{drawn}</s>
  if (marks.italic) drawn = <em>{drawn}</em>
  if (marks.bold) drawn = <strong>{drawn}</strong>
  const href = safeLink(marks.link)
  if (href !== null) {
    drawn = (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {drawn}
      </a>
    )
  }
  return drawn
}
