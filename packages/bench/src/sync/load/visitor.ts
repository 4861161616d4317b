import type { BenchServer } from '../servers/server.ts'
import { openSocket } from './socket.ts'
import type { Tally } from './tally.ts'
import { clientFrame } from './websocketFrames.ts'
import { endOfVarUint, readVarUint } from './structs.ts'
import { readAwareness, step1Message, step2Message } from './wire.ts'

/** Somebody who opens a document and listens. What comes is not looked into, because a hundred of them get megabytes each. */
export interface Visitor {
  /** Resolves once there is an answer, and at least `wantedBytes` of updates: an answer may come in parts. */
  readonly answered: Promise<void>
  /** Updates in the order they came; empty unless `keeps`. */
  readonly received: readonly Uint8Array[]
  /** Sends a message of the Yjs protocols. */
  send(message: Uint8Array): void
  close(): Promise<void>
}

export interface VisitorOptions {
  /** What the visitor has already. */
  readonly stateVector?: Uint8Array
  readonly keeps?: boolean
  readonly wantedBytes?: number
  readonly tally: Tally
  readonly onPresence?: (states: readonly { clientId: number; state: string }[]) => void
}

/** Person `person` opens document `room`, and asks for it as soon as the server has let them in. */
export function openVisitor(server: BenchServer, room: number, person: number, options: VisitorOptions): Visitor {
  const { tally, keeps = false, wantedBytes = 0, onPresence } = options
  const document = server.document(room)
  const frame = (message: Uint8Array) => clientFrame(server.wire.wrap(document, message))
  const received: Uint8Array[] = []
  let isAnswered = false
  let bytesSoFar = 0
  let onAnswer: () => void = () => undefined
  const answered = new Promise<void>((resolve) => (onAnswer = resolve))

  const socket = openSocket(
    server.address(room, person),
    (bytes, start, to) => {
      const from = server.wire.skip(bytes, start)
      const type = bytes[from]
      if (type === 1 && onPresence) {
        readVarUint(bytes, from + 1)
        onPresence(readAwareness(bytes.subarray(endOfVarUint(), to)))
      }
      if (type !== 0 && type !== 4) return
      if (bytes[from + 1] === 0) return socket.write(frame(step2Message(nothing)))
      if (keeps) {
        const length = readVarUint(bytes, from + 2)
        received.push(Uint8Array.from(bytes.subarray(endOfVarUint(), endOfVarUint() + length)))
      }
      isAnswered ||= bytes[from + 1] === 1
      bytesSoFar += to - from
      if (isAnswered && bytesSoFar >= wantedBytes) onAnswer()
    },
    (why) => (tally.fault ??= `somebody was cut off: ${why}`),
  )
  socket.opened.then(
    () => {
      const hello = server.wire.hello(document).map((message) => clientFrame(message))
      socket.write(Buffer.concat([...hello, frame(step1Message(options.stateVector ?? hasNothing))]))
    },
    (error: unknown) => (tally.fault ??= String(error)),
  )
  return { answered, received, send: (message) => socket.write(frame(message)), close: () => socket.close() }
}

const nothing = new Uint8Array([0, 0])
const hasNothing = new Uint8Array([0])
