import 'temporal-polyfill/global'
import { createRoot } from 'react-dom/client'
import * as Y from 'yjs'
import { MeetingContext } from '../../../../apps/web/src/connection/useMeeting.ts'
import '../../../../apps/web/src/design/tokens.css'
import '../../../../apps/web/src/design/base.css'
import { Announcer } from '../../../../apps/web/src/design/announce.tsx'
import { personColour } from '../../../../apps/web/src/design/personColour.ts'
import { EditorContext } from '../../../../apps/web/src/editor/EditorContext.ts'
import { TimelinePhase } from '../../../../apps/web/src/room/timeline/TimelinePhase.tsx'
import { editSomewhere, makeBoard, seededRandom } from './board.ts'
import { type CoachFigures, measureCoach } from './coach.ts'
import './frame.css'
import { type Frames, measureFrames, nextFrame, rounded, scroll } from './frames.ts'
import { openOfflineMeeting } from './meeting.ts'

export interface WebFigures {
  readonly rows: number
  readonly updateKb: number
  readonly applyMs: number
  readonly indexMs: number
  readonly firstRowsMs: number
  readonly firstRenderMs: number
  readonly domNodes: number
  readonly scrolling: Frames
  readonly editing: Frames & { readonly edits: number; readonly rowRendersPerEdit: number }
  readonly both: Frames
  readonly coach: CoachFigures
}

declare global {
  interface Window {
    bench: { run(count: number, phaseMs: number): Promise<WebFigures> }
    /** Counted by a line that the bench's build adds to what draws rows (vite.config.ts). */
    rowRenders: number
  }
}

window.rowRenders = 0
window.bench = { run }

async function run(count: number, phaseMs: number): Promise<WebFigures> {
  const others = makeBoard(count)
  const update = Y.encodeStateAsUpdate(others)
  const board = new Y.Doc()
  const applyMs = time(() => Y.applyUpdate(board, update))
  const meeting = openOfflineMeeting(board)
  const indexMs = time(() => meeting.timeline.ids())

  const root = document.getElementById('root')
  const scroller = document.getElementById('phase')
  if (!root || !scroller) throw new Error('The page has its two elements.')
  const { firstRowsMs, firstRenderMs } = await render(root, meeting, count)

  const scrolling = await measureFrames(() => scroll(scroller, phaseMs, 4000))
  window.rowRenders = 0
  let edits = 0
  const editing = await measureFrames(async () => {
    edits = await edit(others, board, count, phaseMs)
  })
  const rowRendersPerEdit = Math.round((window.rowRenders / edits) * 100) / 100
  const both = await measureFrames(async () => {
    await Promise.all([edit(others, board, count, phaseMs), scroll(scroller, phaseMs, 4000)])
  })
  return {
    rows: count,
    updateKb: Math.round(update.length / 1024),
    applyMs,
    indexMs,
    firstRowsMs,
    firstRenderMs,
    domNodes: document.querySelectorAll('#phase *').length,
    scrolling,
    editing: { ...editing, edits, rowRendersPerEdit },
    both,
    coach: await measureCoach(10_000),
  }
}

/** Until the first rows, and until the list in its final form, are in a frame. */
async function render(root: HTMLElement, meeting: ReturnType<typeof openOfflineMeeting>, count: number) {
  const user = { id: 'ana', name: 'Ana', colour: personColour('ana') }
  const started = performance.now()
  createRoot(root).render(
    <MeetingContext value={meeting}>
      <EditorContext value={{ awareness: meeting.awareness, undoManager: meeting.undo.manager, user }}>
        <TimelinePhase />
      </EditorContext>
      <Announcer />
    </MeetingContext>,
  )
  const has = async (selector: string) => {
    while (document.querySelector(selector) === null) await nextFrame()
    return rounded(performance.now() - started)
  }
  const firstRowsMs = await has('#phase article')
  const firstRenderMs = await has(count > 400 ? '[data-virtual] article' : '#phase article')
  await new Promise((resolve) => setTimeout(resolve, 500))
  return { firstRowsMs, firstRenderMs }
}

/** A hundred edits a second from elsewhere, each applied as the update that would come over the wire. */
async function edit(others: Y.Doc, board: Y.Doc, count: number, ms: number): Promise<number> {
  const random = seededRandom(11)
  const forward = (update: Uint8Array) => Y.applyUpdate(board, update, 'remote')
  others.on('update', forward)
  const started = performance.now()
  let edits = 0
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      // Timers come late under load: what is due is done.
      const due = Math.min(ms, performance.now() - started) / 10
      while (edits < due) {
        editSomewhere(others, count, random)
        edits++
      }
      if (performance.now() - started < ms) return
      clearInterval(timer)
      resolve()
    }, 10)
  })
  others.off('update', forward)
  return edits
}

function time(run: () => unknown): number {
  const started = performance.now()
  run()
  return rounded(performance.now() - started)
}
