import type { Imported, ImportedRow } from '@second-story/formats'
import type { Candidate, Person } from './importMessages.ts'

/** Up to so many rows are proposed whole: more are to be chosen from. */
const proposedWhole = 60
/** An answered question, or a discussion: worth a look. */
const longThread = 3

export interface Proposal {
  readonly candidates: readonly Candidate[]
  readonly people: readonly Person[]
  readonly isPicked: boolean
}

/**
 * What was read, with a proposal of what to keep: never what is noise, what was left out, or what the timeline has already (`there`, see
 * `momentKey`). Of very many rows those that say what they mark, that link to something, or that many answered.
 */
export function propose({ rows, leftOut }: Pick<Imported, 'rows' | 'leftOut'>, there: ReadonlySet<string>): Proposal {
  const answers = new Map<string, number>()
  const counts = new Map<string, number>()
  for (const { thread, who } of rows) {
    if (thread !== null) answers.set(thread, (answers.get(thread) ?? 0) + 1)
    if (who !== null) counts.set(who, (counts.get(who) ?? 0) + 1)
  }
  const isPicked = rows.filter(({ isNoise }) => !isNoise).length > proposedWhole
  const matters = (row: ImportedRow) => row.mark !== null || row.links.length > 0 || (answers.get(row.id) ?? 0) >= longThread
  return {
    candidates: [
      ...rows.map((row): Candidate => {
        const isThere = there.has(momentKey(row.at, wordsOf(row)))
        return { row, leftOut: null, isThere, isProposed: !row.isNoise && !isThere && (!isPicked || matters(row)) }
      }),
      ...leftOut.map(({ source, text, why }, index): Candidate => {
        return { row: bareRow(`left-out:${index}`, text, source), leftOut: why, isThere: false, isProposed: false }
      }),
    ],
    people: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
    isPicked,
  }
}

/** The same for two rows that say the same of the same moment. */
export function momentKey(at: string | null, text: string): string {
  return `${at === null ? '' : Date.parse(at)} ${text.replace(/\s+/g, ' ').trim()}`
}

/** What a row says once it stands in the timeline: who said it belongs to it. */
export function wordsOf({ who, text }: Pick<ImportedRow, 'who' | 'text'>): string {
  return who === null || text.startsWith(who) ? text : `${who}: ${text}`
}

function bareRow(id: string, text: string, source: ImportedRow['source']): ImportedRow {
  return {
    id,
    at: null,
    until: null,
    precision: 'minute',
    approximate: false,
    text,
    who: null,
    mark: null,
    links: [],
    thread: null,
    isBot: false,
    isNoise: false,
    source,
  }
}
