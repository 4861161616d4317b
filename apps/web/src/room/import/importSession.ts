import type { ImportFormat, ImportKnown, SourcePlace, TableColumns } from '@second-story/formats'
import type { Mark } from '@second-story/meeting'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { startOwnWorker } from '../../ownWorker.ts'
import { countIn, isListed, type Item, noTally, proposedItem, type Tally } from './candidates.ts'
import type { ImportAnswer, ImportQuestion, NamedBlob, Summary } from './importMessages.ts'
// Vite answers with the address of what it builds from it.
// oxlint-disable-next-line import/default -- see above
import address from './importWorker.ts?worker&url'

/**
 * One import of one meeting, from the first paste until its rows stand in the timeline. Lives outside React: closing the dialog keeps it,
 * and opening it again shows it as it was. It is on this page alone.
 */
export interface ImportSession {
  readonly state: StoreApi<ImportState>
  /** Reads files, in place of what was there. `date` is what the review knows. */
  read(files: readonly NamedBlob[]): void
  /** Reads more files beside those that were read, such as the names that an export keeps apart. What was decided stays. */
  add(files: readonly NamedBlob[]): void
  /** Reads the same files again, with more known about them. What was decided about rows stays. */
  answer(answers: Partial<Answers>): void
  /** What stands at a place of the source arrives in `shown`. */
  show(id: string, place: SourcePlace): void
  /** Ends a reading at once. */
  cancel(): void
  /** Back to the empty field. */
  reset(): void
  /** As it was before its rows were added and taken back. */
  restore(before: ImportState): void
}

export interface Answers {
  readonly date: string | null
  readonly zone: string | null
  readonly format: ImportFormat | null
  readonly columns: TableColumns | null
}

/** What somebody decided about a row; what is left out stays as it was proposed. */
export interface Choice {
  readonly isKept?: boolean
  readonly isStarred?: boolean
  readonly mark?: Mark | null
}

export interface ImportState {
  /** What stands in the field. */
  readonly typed: string
  readonly reading: { readonly share: number } | null
  readonly failure: string | null
  readonly found: Found | null
  readonly answers: Answers
  /** What this source left open when it was first read: it stays to be changed once it is answered. */
  readonly asked: ReadonlySet<'date' | 'zone' | 'columns'>
  readonly choices: ReadonlyMap<string, Choice>
  /** Rows that become one: the id of the first, and all of them in order. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  readonly shown: { readonly id: string; readonly text: string } | null
}

export interface Found extends Summary {
  /** As they are proposed; `itemsOf` adds what was decided. */
  readonly items: readonly Item[]
  /** Of them those that are listed without a filter, and the count of all: made as they arrive, since one look at so many takes too long. */
  readonly listed: readonly Item[]
  readonly tally: Tally
  /** By file and, from 0, by line; empty for what has no lines. */
  readonly lines: readonly (readonly string[])[]
}

const noAnswers: Answers = { date: null, zone: null, format: null, columns: null }
const empty: ImportState = {
  typed: '',
  reading: null,
  failure: null,
  found: null,
  answers: noAnswers,
  asked: new Set(),
  choices: new Map(),
  groups: new Map(),
  shown: null,
}

interface Review {
  /** The incident's day, where the review knows it. */
  date(): string | null
  /** What the timeline has already (`momentKey`). */
  there(): readonly string[]
}

export function openImportSession(review: Review): ImportSession {
  const state = createStore<ImportState>(() => empty)
  let worker: Worker | null = null
  let files: readonly NamedBlob[] = []
  /** Those of the import before, for `restore`. */
  let kept: readonly NamedBlob[] = []
  let reading = 0
  let isFresh = true
  let items: Item[] = []
  let listed: Item[] = []
  let tally = noTally()
  let lines: string[][] = []

  function ask(question: ImportQuestion): void {
    worker ??= start()
    worker.postMessage(question)
  }

  function start(): Worker {
    const started = startOwnWorker(address)
    started.addEventListener('message', ({ data }: MessageEvent<ImportAnswer>) => onAnswer(data))
    started.addEventListener('error', () => {
      if (started !== worker) return
      stop()
      state.setState({
        reading: null,
        failure: 'The reader could not be started. Check your connection, reload the page and try again.',
      })
    })
    return started
  }

  function stop(): void {
    worker?.terminate()
    worker = null
    reading += 1
  }

  function begin(): void {
    reading += 1
    items = []
    listed = []
    tally = noTally()
    lines = []
    state.setState({ reading: { share: 0 }, failure: null })
    const { date, zone, format, columns } = state.getState().answers
    const known: ImportKnown = { date, zone, ...(format !== null && { format }), ...(columns !== null && { columns }) }
    ask({ is: 'read', reading, files, known, there: review.there() })
  }

  function onAnswer(answer: ImportAnswer): void {
    if (answer.is === 'shown') {
      state.setState({ shown: { id: answer.id, text: answer.text } })
      return
    }
    if (answer.reading !== reading) return
    switch (answer.is) {
      case 'progress':
        state.setState({ reading: { share: answer.share } })
        break
      case 'candidates':
        // Not by concat: a large export comes in hundreds of parts.
        for (const candidate of answer.candidates) take(proposedItem(candidate))
        break
      case 'lines':
        ;(lines[answer.file] ??= []).push(...answer.lines)
        break
      case 'failed':
        state.setState({ reading: null, failure: answer.why })
        break
      case 'done':
        onDone(answer.summary)
        break
    }
  }

  function take(item: Item): void {
    items.push(item)
    if (isListed(item)) listed.push(item)
    countIn(tally, item)
  }

  function onDone(summary: Summary): void {
    const found: Found = { ...summary, items, listed, tally, lines }
    const { answers } = state.getState()
    const first = isFresh
    isFresh = false
    state.setState({
      reading: null,
      found,
      asked: new Set([...(first ? [] : state.getState().asked), ...summary.asks]),
      shown: null,
    })
    const date = review.date()
    // The review knows its day: no need to ask, and it stays to be changed.
    if (first && summary.asks.includes('date') && answers.date === null && date !== null) answer({ date })
  }

  function answer(answers: Partial<Answers>): void {
    state.setState({ answers: { ...state.getState().answers, ...answers } })
    begin()
  }

  return {
    state,
    read(given) {
      stop()
      files = given
      isFresh = true
      state.setState({ ...empty, typed: state.getState().typed })
      begin()
    },
    add(more) {
      files = [...files, ...more]
      begin()
    },
    answer,
    show: (id, place) => ask({ is: 'show', id, place }),
    cancel() {
      stop()
      state.setState({ reading: null })
    },
    reset() {
      stop()
      kept = files
      files = []
      state.setState(empty, true)
    },
    restore(before) {
      stop()
      files = kept
      state.setState(before, true)
      // The worker that could show the source is gone; and the timeline may have changed meanwhile.
      begin()
    },
  }
}
