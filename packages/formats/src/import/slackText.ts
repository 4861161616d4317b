import type { ImportedLink } from './imported.ts'
import { linkOf } from './fields.ts'

/** What a workspace calls its people and channels. */
export interface SlackNames {
  readonly users: ReadonlyMap<string, string>
  readonly channels: ReadonlyMap<string, string>
}

export interface SlackWords {
  readonly text: string
  readonly links: readonly ImportedLink[]
  /** Ids of people whose name nothing says. */
  readonly unknown: readonly string[]
}

/**
 * The words of Slack's mrkdwn as people saw them: names for ids, titles for links, no marks of emphasis. Slack escapes `&`, `<` and `>` and
 * nothing else (Slack API, "Formatting text for app surfaces").
 */
export function readSlackText(source: string, { users, channels }: SlackNames): SlackWords {
  const links: ImportedLink[] = []
  const unknown: string[] = []
  const text = source
    .replace(/<([^<>\n]{1,4000})>/g, (_, inner: string) => {
      const bar = inner.indexOf('|')
      const [target, label] = bar < 0 ? [inner, ''] : [inner.slice(0, bar), inner.slice(bar + 1)]
      const id = target.slice(1)
      switch (target.charAt(0)) {
        case '@': {
          const name = users.get(id) ?? (label || null)
          if (name === null) unknown.push(id)
          return `@${name ?? id}`
        }
        case '#':
          return `#${channels.get(id) ?? (label || id)}`
        case '!': {
          const [command = '', , date] = id.split('^')
          if (command === 'date') return label || (date ?? '')
          return label || `@${command}`
        }
        default: {
          const url = linkOf(unescaped(target))
          if (url === null) return label || target.replace(/^mailto:/, '')
          links.push({ url, title: unescaped(label) || url })
          return label || target
        }
      }
    })
    .replace(/(^|[\s([{"'])([*_~])(?=\S)([^\n*_~]{1,400}?)(?<=\S)\2(?=$|[\s.,:;!?)\]}"'])/gm, '$1$3')
  return { text: unescaped(text), links, unknown }
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))
}
