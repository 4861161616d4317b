import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import type { ImportProblem, SourceFile } from './imported.ts'

/** A file of JSON: one value, or one on each line. Null where it is none. */
export interface JsonFile {
  readonly values: readonly unknown[]
  readonly problems: readonly ImportProblem[]
}

/** Reads what can be read of JSON that is cut off or broken, and says where it breaks. */
export function readJson({ name, text }: SourceFile): JsonFile | null {
  if (!/^\s*[[{]/.test(text.slice(0, 1000))) return null
  const whole = parsed(text)
  if (whole !== undefined) return { values: [whole], problems: [] }
  const lines = readLines({ name, text })
  if (lines !== null) return lines
  const errors: ParseError[] = []
  const value = parseWhatIsThere(text, errors)
  const [first] = errors
  if (typeof value !== 'object' || value === null) return null
  // Of an aside in brackets that somebody pasted nothing is left.
  if (
    Object.keys(value).length === 0 ||
    (Array.isArray(value) && !value.some((item) => typeof item === 'object' && item !== null))
  )
    return null
  return { values: [value], problems: first ? [problemAt(first, { name, text })] : [] }
}

/** Null also for brackets in brackets, deeper than any parser goes. */
function parseWhatIsThere(text: string, errors: ParseError[]): unknown {
  try {
    return parse(text, errors, { allowTrailingComma: true }) as unknown
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** One value a line (NDJSON): most of the lines must be one. */
function readLines({ name, text }: SourceFile): JsonFile | null {
  const values: unknown[] = []
  const problems: ImportProblem[] = []
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return
    const value = /^\s*[{[]/.test(line) ? parsed(line) : undefined
    if (value === undefined)
      problems.push({ where: `${name}, line ${index + 1}`, expected: 'JSON as on the other lines', got: cut(line) })
    else values.push(value)
  })
  return values.length > 1 && values.length > problems.length ? { values, problems } : null
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function problemAt({ error, offset }: ParseError, { name, text }: SourceFile): ImportProblem {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  const expected = expectations[printParseErrorCode(error)] ?? 'JSON'
  return {
    where: `${name}, line ${line}, column ${offset - before.lastIndexOf('\n')}`,
    expected,
    got: cut(text.slice(offset)) || 'the end of the file',
  }
}

const expectations: Readonly<Record<string, string>> = {
  CommaExpected: 'a comma',
  ColonExpected: 'a colon',
  PropertyNameExpected: 'the name of a field in quotes',
  ValueExpected: 'a value',
  CloseBraceExpected: 'a closing brace',
  CloseBracketExpected: 'a closing bracket',
  UnexpectedEndOfString: 'a closing quote',
  EndOfFileExpected: 'the end of the file',
}

/** The beginning of something, for a message. */
export function cut(text: string, length = 60): string {
  const line = text
    .slice(0, length * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > length ? `${[...line].slice(0, length).join('')}…` : line
}
