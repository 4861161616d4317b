import { type ImportReading, readImport, type SourceFile } from '@second-story/formats'
import { ensureTemporal } from '../../ensureTemporal.ts'
import type { ImportAnswer, ImportQuestion, NamedBlob } from './importMessages.ts'
import { propose } from './proposal.ts'
import { filesOf } from './sourceFiles.ts'

/**
 * Reads what somebody imports, in a thread of its own: the page goes on, and to cancel is to end this worker. It gets files and gives back
 * rows, and has no other way out.
 */
let kept: ImportReading | null = null
let keptFiles: { readonly of: readonly NamedBlob[]; readonly files: readonly SourceFile[] } | null = null

self.addEventListener('message', ({ data }: MessageEvent<ImportQuestion>) => {
  if (data.is === 'show') {
    say({ is: 'shown', id: data.id, text: kept?.sourceText(data.place).slice(0, longestShown) ?? '' })
    return
  }
  const { reading } = data
  read(data).catch((error: unknown) =>
    say({ is: 'failed', reading, why: error instanceof Error ? error.message : String(error) }),
  )
})

/** How many go in one message: taking it in must fit between two frames of a slow machine. */
const atOnce = 100
const longestLine = 400
const longestShown = 20_000

async function read({ reading, files, known, there }: Extract<ImportQuestion, { is: 'read' }>): Promise<void> {
  await ensureTemporal()
  const tell = (share: number) => say({ is: 'progress', reading, share })
  // The same files with other answers are not fetched again.
  if (keptFiles === null || !sameBlobs(keptFiles.of, files)) {
    keptFiles = { of: files, files: await filesOf(files, (share) => tell(share * 0.2)) }
  }
  const sources = keptFiles.files
  kept = readImport(sources, known, (share) => tell(0.2 + share * 0.6))
  const { imported } = kept
  const { candidates, people, isPicked } = propose(imported, new Set(there))
  for (let from = 0; from < candidates.length; from += atOnce) {
    say({ is: 'candidates', reading, candidates: candidates.slice(from, from + atOnce) })
    tell(0.8 + (0.2 * from) / candidates.length)
  }
  const withLines = new Set(candidates.flatMap(({ row: { source } }) => ('item' in source ? [] : [source.file])))
  for (const file of withLines) sayLines(reading, file, sources[file]?.text ?? '')
  const { format, asks, problems, table } = imported
  say({
    is: 'done',
    reading,
    summary: {
      format,
      asks,
      problems,
      table,
      people,
      isPicked,
      rows: imported.rows.length,
      files: sources.map(({ name }) => name),
    },
  })
}

function sayLines(reading: number, file: number, text: string): void {
  const lines = text.split(/\r\n|[\n\r]/)
  for (let from = 0; from < lines.length; from += atOnce) {
    say({ is: 'lines', reading, file, lines: lines.slice(from, from + atOnce).map((line) => line.slice(0, longestLine)) })
  }
}

function sameBlobs(some: readonly NamedBlob[], others: readonly NamedBlob[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, blob }, index) => name === others[index]?.name && blob.size === others[index].blob.size)
  )
}

function say(answer: ImportAnswer): void {
  self.postMessage(answer)
}
