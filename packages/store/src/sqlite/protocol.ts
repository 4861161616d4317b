/**
 * What the server's thread and the store's thread say to each other: calls of the ports below, answered in order. Both ends come from
 * one build, so the types are the contract; a method added to a port is a compile error until both ends have it.
 */
import type { StoreNotice } from '../store.ts'
import type { PiecemealRecords } from './meetingRecords.ts'
import type { PiecemealLog } from './updateLog.ts'

/** As the store's thread implements them: it may block, so nothing in them is a promise. */
export interface Ports {
  readonly log: PiecemealLog
  readonly records: PiecemealRecords
  readonly disk: {
    /** Commits something, to learn whether that works. */
    check(): void
  }
}

/** A port of which every method blocks. */
export type Synchronous<Port> = {
  readonly [Method in keyof Port]: Port[Method] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : never
}

/** And the other way round: as the server's thread sees it. */
export type Remote<Port> = {
  readonly [Method in keyof Port]: Port[Method] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never
}

type CallOf<Port extends keyof Ports> = {
  [Method in keyof Ports[Port]]: {
    port: Port
    method: Method
    args: Ports[Port][Method] extends (...args: infer Args) => unknown ? Args : never
  }
}[keyof Ports[Port]]

export type PortCall = { [Port in keyof Ports]: CallOf<Port> }[keyof Ports]

export type Call = PortCall | { port: 'thread'; method: 'close'; args: [] }

/** By their names, which are promises: everything else may write. */
export function onlyReads({ method }: PortCall): boolean {
  return /^(read|find|load|salvage)/.test(method)
}

/** `now`, milliseconds since 1970, is the caller's clock: the thread has none of its own. */
export interface Request {
  readonly id: number
  readonly now: number
  readonly call: Call
}

/** The thread opens the database without being asked, and answers as if to a call of this id. */
export const openingId = 0

export type Reply =
  | { is: 'done'; id: number; result: unknown }
  | { is: 'failed'; id: number; failure: Failure }
  | { is: 'notice'; notice: StoreNotice }

/** Errors lose their class on the way between threads. */
export type Failure =
  | { is: 'open'; message: string; cause: unknown }
  | { is: 'damaged'; document: string; seq: number; what: 'damaged' | 'missing' }
  | { is: 'not-kept'; document: string; seq: number }
  | { is: 'other'; message: string; cause: unknown }
