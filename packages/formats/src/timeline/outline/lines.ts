/** A line of pasted text, with what its marks say: bullets, headings, quotes and bars are taken off `body`. */
export interface Line {
  /** From 1, as editors count. */
  readonly number: number
  readonly kind: 'blank' | 'text' | 'bullet' | 'heading' | 'row' | 'row-rule' | 'rule' | 'code' | 'comment' | 'front-matter'
  /** How far the words stand from the margin. */
  readonly indent: number
  readonly body: string
  /** Of a heading, 1 to 6; else 0. */
  readonly level: number
}

/** The lines of Markdown, wiki or plain text. Each comes back exactly once. Fences that are never closed hide nothing but themselves. */
export function linesOf(text: string): Line[] {
  const raw = withoutWikiTables(text.split(/\r\n|[\n\r\u2028\u2029]/))
  const inside = hiddenLines(raw)
  const lines = raw.map((line, index) => readLine(line, index + 1, inside[index] ?? null))
  return withTables(withUnderlined(lines))
}

/** Tables of MediaWiki as rows with bars: `! Time !! Event` is a head, `|-` a rule. */
function withoutWikiTables(raw: readonly string[]): string[] {
  let isInside = false
  return raw.map((line) => {
    if (/^\s{0,8}\{\|/.test(line)) isInside = true
    if (!isInside) return line
    if (/^\s{0,8}\|\}/.test(line)) isInside = false
    if (/^\s{0,8}(?:\{\||\|[}+])/.test(line)) return line.replace(/\|/g, ' ')
    if (/^\s{0,8}\|-/.test(line)) return '|---|'
    if (/^\s{0,8}!/.test(line)) return line.replace('!', '|').replace(/!!/g, '|')
    return line.replace(/\|\|/g, '|')
  })
}

type Hidden = 'code' | 'comment' | 'front-matter'

/** Which lines are inside of fences, comments and front matter; null for the others. */
function hiddenLines(raw: readonly string[]): (Hidden | null)[] {
  const hidden: (Hidden | null)[] = raw.map(() => null)
  const hide = (from: number, to: number, as: Hidden) => hidden.fill(as, from, to + 1)
  let at = 0
  const matterEnd = endOfFrontMatter(raw)
  if (matterEnd > 0) {
    hide(0, matterEnd, 'front-matter')
    at = matterEnd + 1
  }
  let [fenceOpened, commentOpened] = [-1, -1]
  for (; at < raw.length; at += 1) {
    const line = raw[at] ?? ''
    if (commentOpened >= 0) {
      if (!line.includes('-->')) continue
      hide(commentOpened, at, 'comment')
      commentOpened = -1
    } else if (/^[\s>]{0,20}(?:```|~~~)/.test(line)) {
      if (fenceOpened < 0) fenceOpened = at
      else {
        hide(fenceOpened, at, 'code')
        fenceOpened = -1
      }
      if (/```.+```/.test(line.slice(0, 500))) fenceOpened = -1
    } else if (fenceOpened < 0 && line.trimStart().startsWith('<!--')) {
      if (line.includes('-->')) {
        if (line.trimEnd().endsWith('-->')) hide(at, at, 'comment')
      } else commentOpened = at
    }
  }
  if (fenceOpened >= 0) hide(fenceOpened, fenceOpened, 'code')
  return hidden
}

/** The last line of YAML between `---` or TOML between `+++` at the beginning; 0 where there is none. */
function endOfFrontMatter(raw: readonly string[]): number {
  const fence = raw[0]?.trim() ?? ''
  if (fence !== '---' && fence !== '+++') return 0
  const end = raw.findIndex((line, index) => index > 0 && line.trim() === fence)
  const isKeys = raw
    .slice(1, Math.max(end, 1))
    .every((line) => line.trim() === '' || /^\s*(?:[\w.-]+\s*[:=]|-\s|["'[\]{}])/.test(line))
  return end > 0 && isKeys ? end : 0
}

const bullet =
  /^(?:[-*+\u2022\u2023\u25e6\u25aa\u00b7\u2013\u2014]\s+|[-\u2022](?=[\d[~])|\d{1,3}[.)]\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?=\S))(?:\[[ xX]\]\s+)?/i

/** Terms and their definitions in MediaWiki and Markdown: `; 10:15` above `: Site down`; and symbols before a time. */
const definition = /^(?:;\s+(?=\d)|\p{Extended_Pictographic}\uFE0F?\s+(?=[[(*~]{0,3}\d))/u

function readLine(raw: string, number: number, hidden: Hidden | null): Line {
  if (hidden !== null) return { number, kind: hidden, indent: 0, body: raw.trim(), level: 0 }
  const quote = /^(?:\s{0,10}(?:>\s?){1,10}|\s{0,20}[┃│║](?=\s|$)\s?)/.exec(raw)?.[0] ?? ''
  const unquoted = raw.slice(quote.length)
  const words = unquoted.trimStart()
  const indent = widthOf(unquoted.slice(0, unquoted.length - words.length))
  const body = unescaped(words.replace(openingTags, '')).trimEnd()
  if (body === '') return { number, kind: 'blank', indent, body, level: 0 }
  if (/^(?:[-*_=]\s?){3,200}$/.test(body)) return { number, kind: 'rule', indent, body, level: 0 }
  const tag = /<h([1-6])\b/i.exec(words.slice(0, words.length - words.replace(openingTags, '').length))
  if (tag !== null) {
    const title = body.replace(/(?:\s?<\/(?:h[1-6]|center)>){1,4}$/i, '').trim()
    if (title !== '') return { number, kind: 'heading', indent, body: title, level: Number(tag[1]) }
  }
  const heading = /^(#{1,6})\s+|^(h[1-6])\.\s+|^(={2,5})\s(?=.*=$)/.exec(body)
  if (heading !== null) {
    const level = heading[1]?.length ?? (heading[2] === undefined ? (heading[3]?.length ?? 1) : Number(heading[2].charAt(1)))
    return {
      number,
      kind: 'heading',
      indent,
      body: body
        .slice(heading[0].length)
        .replace(/[#=]{1,6}$/, '')
        .trim(),
      level,
    }
  }
  const mark = bullet.exec(body) ?? definition.exec(body)
  if (mark === null) return { number, kind: 'text', indent, body, level: 0 }
  return { number, kind: 'bullet', indent, body: body.slice(mark[0].length), level: 0 }
}

/** Marks behind backslashes, as editors put them that take their input for plain text: `\\- \\*\\*10:05\\*\\*`. */
function unescaped(body: string): string {
  return /^\\[-#*+>|[]/.test(body) ? body.replace(/\\(?=[-#*+>|[\]()_~`.])/g, '') : body
}

/** A table, list or heading of HTML, a tag or several before the words. */
const openingTags =
  /^(?:<\/?(?:table|tbody|thead|tr|td|th|ul|ol|li|p|div|span|time|dl|dt|dd|details|section|summary|center|h[1-6])\b[^<>]{0,200}>\s{0,20}){1,20}/i

function widthOf(space: string): number {
  let width = 0
  for (const character of space) width += character === '\t' ? 4 : 1
  return width
}

/** A line of text right above a line of `===` or `---` is a heading. */
function withUnderlined(lines: readonly Line[]): Line[] {
  return lines.map((line, index) => {
    const below = lines[index + 1]
    const isTitle = line.kind === 'text' && !line.body.includes('|') && (lines[index - 1]?.kind ?? 'blank') === 'blank'
    if (!isTitle || below?.kind !== 'rule' || !/^(?:={3,200}|-{3,200})$/.test(below.body)) return line
    return { ...line, kind: 'heading', level: below.body.startsWith('=') ? 1 : 2 }
  })
}

/** Lines with bars are rows where they begin with one, or where a line such as `---|---` makes them a table. */
function withTables(lines: readonly Line[]): Line[] {
  const kinds = lines.map((line) => line.kind)
  const mayBeRow = (index: number) => {
    const line = lines[index]
    return line !== undefined && line.kind !== 'code' && line.kind !== 'comment' && line.body.includes('|')
  }
  lines.forEach((line, index) => {
    if (line.kind === 'code' || line.kind === 'comment' || line.kind === 'front-matter') return
    if (line.body.includes('|') && /^[\s|:+=-]{3,2000}$/.test(line.body) && /-{2}|=/.test(line.body)) kinds[index] = 'row-rule'
    else if (/^\+(?:[-=]{1,400}\+){1,50}$/.test(line.body)) kinds[index] = 'row-rule'
    else if (line.body.startsWith('|') && line.body.length > 1) kinds[index] = 'row'
  })
  lines.forEach((_, index) => {
    if (kinds[index] !== 'row-rule') return
    if (mayBeRow(index - 1)) kinds[index - 1] = 'row'
    for (let row = index + 1; mayBeRow(row) && kinds[row] !== 'row-rule' && kinds[row] !== 'row'; row += 1) kinds[row] = 'row'
  })
  return lines.map((line, index) => ({ ...line, kind: kinds[index] ?? line.kind }))
}
