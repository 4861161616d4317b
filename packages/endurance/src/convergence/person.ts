import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { syncFrame, syncKinds } from '../clients.ts'
import { edit, openDesk } from './edits.ts'
import type { House } from './house.ts'
import type { LineFault } from './plan.ts'

/** Somebody who writes, on a line that may do anything to what goes over it, and who comes back with what they have. */
export interface Person {
  readonly doc: Y.Doc
  readonly isSynced: boolean
  readonly isSaved: boolean
  /** A code of the server by which no client comes back (44xx), or null. */
  readonly refusedBy: number | null
  edit(number: number): void
  line(way: 'in' | 'out', does: LineFault): void
  leave(): void
  come(): void
  overtake(): void
  /** Asks to be told when all until now is on disk. */
  ask(): void
}

interface Line {
  readonly socket: WebSocket
  isSynced: boolean
  sent: number
  saved: number
  /** Kept back, on their way out. */
  out: Uint8Array[]
  in: Uint8Array[]
}

export function openPerson(house: House, document: string, owner: string, undoes: boolean): Person {
  const { doc, undo } = openDesk()
  const faults: Record<'in' | 'out', LineFault> = { in: 'end', out: 'end' }
  let line: Line | null = null
  let refusedBy: number | null = null

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (line && origin !== line) pass('out', line, syncFrame(syncKinds.update, update))
  })

  function pass(way: 'in' | 'out', on: Line, frame: Uint8Array): void {
    const put = way === 'in' ? take : give
    switch (faults[way]) {
      case 'lose':
        return
      case 'keep':
        return void on[way].push(frame)
      case 'twice':
        put(on, frame)
        return put(on, frame)
      case 'end':
        return put(on, frame)
    }
  }

  function give({ socket }: Line, frame: Uint8Array): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(frame)
  }

  function take(on: Line, frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === 121) on.saved = decoding.readVarUint(decoder)
    if (type !== 0) return
    const kind = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (kind === syncKinds.step1) return pass('out', on, syncFrame(syncKinds.step2, Y.encodeStateAsUpdate(doc, payload)))
    Y.applyUpdate(doc, payload, on)
    if (kind === syncKinds.step2) on.isSynced = true
  }

  function leave(): void {
    line?.socket.terminate()
    line = null
  }

  function come(): Line {
    leave()
    const socket = new WebSocket(`${house.url}/${document}?owner=${owner}`, { perMessageDeflate: false })
    const opened: Line = { socket, isSynced: false, sent: 0, saved: 0, out: [], in: [] }
    socket.on('error', () => undefined)
    socket.on('open', () => pass('out', opened, syncFrame(syncKinds.step1, Y.encodeStateVector(doc))))
    socket.on('message', (frame: Buffer) => pass('in', opened, new Uint8Array(frame)))
    socket.on('close', (code) => {
      if (code >= 4400 && code < 4500) refusedBy = code
      if (line === opened) line = null
    })
    line = opened
    return opened
  }

  return {
    doc,
    get isSynced() {
      return line?.isSynced ?? false
    },
    get isSaved() {
      return line !== null && line.sent > 0 && line.saved === line.sent
    },
    get refusedBy() {
      return refusedBy
    },
    edit: (number) => edit({ doc, undo }, number, undoes),
    line(way, does) {
      faults[way] = does
      if (does !== 'end' || line === null) return
      for (const frame of line[way].splice(0)) (way === 'in' ? take : give)(line, frame)
    },
    leave,
    come: () => void come(),
    overtake() {
      const before = line
      line = null
      const after = come()
      if (before === null) return
      const late = setTimeout(() => before.socket.terminate(), 2000)
      after.socket.once('message', () => {
        for (const frame of before.out.splice(0)) give(before, frame)
        for (const frame of before.in.splice(0)) take(before, frame)
        before.socket.close()
        clearTimeout(late)
      })
    },
    ask() {
      if (line === null) return
      line.sent += 1
      const { sent } = line
      give(
        line,
        encoding.encode((encoder) => {
          for (const each of [120, sent]) encoding.writeVarUint(encoder, each)
        }),
      )
    },
  }
}
