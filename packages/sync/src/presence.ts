import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { awarenessMessage, type Outgoing } from './outgoing.ts'

/**
 * Who is in a room, owned by the server (SPEC.md, rules P1 to P6). The wire is that of y-protocols' awareness, but a connection speaks for one
 * client id only, its `user` is what the server knows of it, and clocks are given out here: nobody can pose as another, push another out, or
 * be unseen after coming back.
 */
export interface Presence<Connection extends object> {
  /**
   * What a connection says of itself in an awareness update, not looked into yet; null if it says nothing of itself. Whatever it says of others
   * is ignored: stock clients repeat all that they hear. Throws on bytes that are no awareness update. `writerOf` tells who writes under a
   * client id: presence uses the same ids, and an id that somebody writes under is nobody else's.
   */
  read(connection: Connection, owner: string, update: Uint8Array): Said | null
  /** Takes it in. Says whether others should hear of it. Throws if its state is none. */
  take(connection: Connection, owner: string, user: Readonly<Record<string, unknown>>, said: Said): boolean
  /** Whose a client id is, as far as presence knows. */
  ownerOf(clientId: number): string | undefined
  /** Forgets a connection. Says whether others should hear of it. */
  leave(connection: Connection): boolean
  /** Something changed since last asked. */
  readonly hasChanges: boolean
  /** What that is, for `connection`: without its own entry, which it knows better. Null if there is nothing. */
  changesFor(connection: Connection): Outgoing | null
  /** Everybody but `connection`; null if there is nobody. */
  everybodyFor(connection: Connection): Outgoing | null
  /** Marks everybody as changed, so that peers don't forget the silent. */
  announceAll(): boolean
  /** After all connections were told. */
  clearChanges(): void
}

/** What somebody says of themselves. */
export interface Said {
  readonly clientId: number
  readonly clock: number
  /** JSON, not parsed yet. */
  readonly state: string
}

interface Entry {
  readonly clientId: number
  readonly owner: string
  readonly clock: number
  /** JSON; `null` for who left. */
  readonly state: string
}

/** Entries as they stand in messages: encoded once, however many are made of them. */
interface Encoded {
  readonly count: number
  readonly bytes: Uint8Array
  /** Where the entry of a client id begins and ends. */
  readonly places: ReadonlyMap<number, readonly [from: number, to: number]>
}

/** More client ids than any room sees; the oldest of those who left are forgotten first. */
const maxRemembered = 2000

export function openPresence<Connection extends object>(
  writerOf: (clientId: number) => string | undefined,
): Presence<Connection> {
  const present = new Map<Connection, Entry>()
  const holders = new Map<number, Connection>()
  /** The one client id that a connection has ever spoken for. */
  const ids = new WeakMap<Connection, number>()
  /** Per client id the last clock, so that somebody who comes back under it is news, and whose it was, so that nobody takes it meanwhile. */
  const remembered = new Map<number, { readonly clock: number; readonly owner: string }>()
  /** Later than any clock of an earlier run: peers ignore what is not newer, and remember clocks over a restart. Twenty a second is the rate. */
  const firstClock = Math.floor(Date.now() / 50)
  let changed = new Map<number, Entry>()
  let encoded: Encoded | null = null
  /** The changes as most receivers get them: one message for all whose own entry is not among them. */
  let shared: Outgoing | null = null

  const change = (entry: Entry) => {
    changed.set(entry.clientId, entry)
    encoded = null
    shared = null
  }

  const nextClock = (clientId: number, owner: string, given: number): number => {
    const clock = Math.max((remembered.get(clientId)?.clock ?? firstClock) + 1, Math.min(given, 2 ** 31))
    remembered.delete(clientId)
    remembered.set(clientId, { clock, owner })
    if (remembered.size > maxRemembered) forgetOldest()
    return clock
  }

  const forgetOldest = () => {
    for (const clientId of remembered.keys()) {
      if (holders.has(clientId)) continue
      remembered.delete(clientId)
      return
    }
  }

  const maySpeakFor = (clientId: number, connection: Connection, owner: string): boolean => {
    const isOthers = (id: string | undefined) => id !== undefined && id !== owner
    if ((ids.get(connection) ?? clientId) !== clientId) return false
    return !isOthers(writerOf(clientId)) && !isOthers(remembered.get(clientId)?.owner)
  }

  const remove = (connection: Connection): boolean => {
    const entry = present.get(connection)
    if (entry === undefined) return false
    present.delete(connection)
    holders.delete(entry.clientId)
    change({ ...entry, clock: nextClock(entry.clientId, entry.owner, 0), state: 'null' })
    return true
  }

  return {
    read: (connection, owner, update) => readEntry(update, (clientId) => maySpeakFor(clientId, connection, owner)),
    take(connection, owner, user, { clientId, clock, state: text }) {
      // What was put off may have become somebody else's meanwhile.
      if (!maySpeakFor(clientId, connection, owner)) return false
      const said = parseState(text)
      if (said === null) return remove(connection)
      const state = JSON.stringify({ ...said, user })
      // A renewal that says nothing new is absorbed: peers are reminded of everybody at once.
      if (present.get(connection)?.state === state) return false
      // The same person may be back before the old connection was noticed to be dead.
      const holder = holders.get(clientId)
      if (holder !== undefined) present.delete(holder)
      const entry = { clientId, owner, clock: nextClock(clientId, owner, clock), state }
      ids.set(connection, clientId)
      present.set(connection, entry)
      holders.set(clientId, connection)
      change(entry)
      return true
    },
    get hasChanges() {
      return changed.size > 0
    },
    ownerOf: (clientId) => remembered.get(clientId)?.owner,
    leave: remove,
    changesFor(connection) {
      const own = present.get(connection)?.clientId
      encoded ??= encode(changed.values())
      if (own !== undefined && changed.has(own)) return messageWithout(own, encoded)
      return (shared ??= messageWithout(undefined, encoded))
    },
    everybodyFor(connection) {
      return messageWithout(present.get(connection)?.clientId, encode(present.values()))
    },
    announceAll() {
      for (const [connection, entry] of present) {
        const again = { ...entry, clock: nextClock(entry.clientId, entry.owner, 0) }
        present.set(connection, again)
        change(again)
      }
      return changed.size > 0
    },
    clearChanges() {
      changed = new Map()
      encoded = null
      shared = null
    },
  }
}

function encode(entries: Iterable<Entry>): Encoded {
  const encoder = encoding.createEncoder()
  const places = new Map<number, readonly [from: number, to: number]>()
  let from = 0
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
    const to = encoding.length(encoder)
    places.set(clientId, [from, to])
    from = to
  }
  return { count: places.size, bytes: encoding.toUint8Array(encoder), places }
}

/** Null if nobody is left to tell of. */
function messageWithout(clientId: number | undefined, { count, bytes, places }: Encoded): Outgoing | null {
  const place = clientId === undefined ? undefined : places.get(clientId)
  const told = place === undefined ? count : count - 1
  if (told === 0) return null
  const head = encoding.encode((encoder) => encoding.writeVarUint(encoder, told))
  if (place === undefined) return awarenessMessage([head, bytes])
  return awarenessMessage([head, bytes.subarray(0, place[0]), bytes.subarray(place[1])])
}

/** The first entry of a client id that `isOwn`, or null. Throws on bytes that are no awareness update. */
function readEntry(update: Uint8Array, isOwn: (clientId: number) => boolean): Said | null {
  const decoder = decoding.createDecoder(update)
  let own: Said | null = null
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    if (own === null && isOwn(clientId)) own = { clientId, clock, state: decoding.readVarString(decoder) }
    else decoding.readVarUint8Array(decoder)
  }
  if (decoder.pos !== update.length) throw new Error('an awareness update ends elsewhere')
  return own
}

function parseState(text: string): Record<string, unknown> | null {
  const state: unknown = JSON.parse(text)
  if (state !== null && (typeof state !== 'object' || Array.isArray(state)))
    throw new Error('an awareness state is an object or null')
  return state as Record<string, unknown> | null
}
