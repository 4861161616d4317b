import type { Address } from '../load/socket.ts'
import type { Wire } from '../load/wire.ts'

/** A server that is measured, in a process of its own. */
export interface BenchServer {
  readonly pid: number
  readonly wire: Wire
  document(room: number): string
  address(room: number, person: number): Address
  /** Ends it without a word, as a crash would, and resolves once it is gone. */
  kill(): Promise<void>
  /** The same data again, in a new process. */
  reopen(): Promise<BenchServer>
  /** Ends it, and throws its data away. */
  close(): Promise<void>
}

/** What a scenario is going to need: as many documents, each with as many people. */
export interface Needs {
  readonly rooms: number
  readonly people: number
  /** Floors hold nothing otherwise: what is sent has to be told to who comes later. */
  readonly keeps?: boolean
}

export interface ServerKind {
  /** As in `--servers`. */
  readonly name: string
  readonly title: string
  readonly is: 'ours' | 'peer' | 'floor'
  /** Whether it is meant to have what it was sent after a crash. */
  readonly isDurable: boolean
  /** Oldest major version of Node that it runs on. */
  readonly needsNode?: number
  open(needs: Needs): Promise<BenchServer>
}
