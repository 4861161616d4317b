import { Extension } from '@tiptap/core'
import { DOMParser, type ParseOptions, type Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

/** Brings what is pasted or dropped into the schema, without losing or gluing words, and within the page's policy. */
export const Paste = Extension.create({
  name: 'pasteWithinPolicy',
  addProseMirrorPlugins() {
    const { schema } = this.editor
    const clipboardParser = new StyledParser(schema, DOMParser.fromSchema(schema).rules)
    return [new Plugin({ props: { transformPastedHTML: prepare, clipboardParser } })]
  },
})

/** A string's work, since the policy lets only ProseMirror parse what is pasted (Trusted Types). */
function prepare(html: string): string {
  return (
    html
      .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')
      // Parsed under this name a style breaks no policy (`style-src`). `StyledParser` gives it back.
      .replace(
        /(<[a-z][^\s>]*(?:\s+(?!style\b)[^\s=>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*\s+)style(?=\s*=)/gi,
        `$1${parked}`,
      )
      // The schema has no tables: a row becomes a line (schema.ts), and its cells must stay words apart.
      .replace(/<\/(td|th)\s*>/gi, ' </$1>')
  )
}

const parked = 'data-pasted-style'

/** Knows bold from `font-weight: 700`, and that the whole of a Google document is not bold, by styles: set one by one, as the policy allows. */
class StyledParser extends DOMParser {
  override parseSlice(dom: HTMLElement, options?: ParseOptions): Slice {
    for (const element of dom.querySelectorAll<HTMLElement>(`[${parked}]`)) {
      element.style.cssText = element.getAttribute(parked) ?? ''
    }
    return super.parseSlice(dom, options)
  }
}
