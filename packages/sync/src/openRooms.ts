import type { WebSocket } from 'ws'
import { type CloseCode, closeCodes } from './closeCodes.ts'
import { openCommitter } from './committer.ts'
import { Connection } from './connection.ts'
import { keepaliveFrame, type Notice } from './frames.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { outgoing } from './outgoing.ts'
import { OwnerRates } from './owners.ts'
import type { DocumentName } from './ports.ts'
import { Room, type RoomContext } from './room.ts'
import type { ConnectionAccess, Refusal, Rooms, RoomsOptions } from './rooms.ts'

const keepalive = outgoing(keepaliveFrame)
const drainStepMs = 20
const catchUpMs = 100

/** Opens the live rooms of this process over a durable log. */
export function openRooms({ log, limits: given, letClientsHeal = false, report = () => undefined }: RoomsOptions): Rooms {
  const limits: Limits = { ...defaultLimits, ...given }
  const rooms = new Map<DocumentName, Room>()
  const connections = new Map<Connection, Room>()
  const listeners = new Set<(document: DocumentName) => void>()
  // These two are made anew instead of emptied: see the committer.
  let committedRooms = new Set<Room>()
  let presenceRooms = new Set<Room>()
  const paused = new Set<Connection>()
  const watched = new Set<Connection>()
  const ownerRates = new OwnerRates(limits)
  let presenceTimer: ReturnType<typeof setTimeout> | undefined
  let isDraining = false

  const committer = openCommitter({
    log,
    maxCommitBytes: limits.maxCommitBytes,
    commitMs: limits.commitMs,
    onCommit() {
      const touched = committedRooms
      committedRooms = new Set()
      for (const room of touched) room.afterCommit()
      for (const room of touched) for (const listener of listeners) listener(room.name)
      resumeReading()
    },
    onFailed(error, waiting) {
      report({ is: 'save-failed', error, waiting })
      const notice = {
        kind: 'not-saved',
        message: 'The server can’t write to its disk at the moment. What you write is kept.',
      } as const
      for (const room of rooms.values()) room.notify(notice)
    },
    onRecovered: () => report({ is: 'save-recovered' }),
  })

  const context: RoomContext = {
    log,
    limits,
    committer,
    report,
    letClientsHeal,
    committed: (room) => void committedRooms.add(room),
    presenceChanged(room) {
      presenceRooms.add(room)
      presenceTimer ??= setTimeout(() => {
        presenceTimer = undefined
        const touched = presenceRooms
        presenceRooms = new Set()
        for (const room of touched) room.tellPresence()
      }, limits.presenceMs)
    },
    watch(connection) {
      watched.add(connection)
      catchUpSoon()
    },
  }

  /** The one room of a document: made at once, so that any number of first joins load it once. */
  const roomOf = (document: DocumentName): Room => {
    const present = rooms.get(document)
    if (present) return present
    const room = new Room(document, context)
    rooms.set(document, room)
    room.document.loaded.catch((cause: unknown) => {
      // A failed load is never an empty document: nothing is written, the next join tries again.
      if (rooms.get(document) === room) rooms.delete(document)
      report({ is: 'load-failed', document, error: cause instanceof Error ? cause : new Error(String(cause)) })
      room.closeAll(closeCodes.loadFailed, 'the document could not be loaded')
    })
    return room
  }

  const unload = (room: Room): void => {
    rooms.delete(room.name)
    room.document.destroy()
  }

  const use = async <T>(document: DocumentName, run: (room: Room) => Promise<T>): Promise<T> => {
    const room = roomOf(document)
    room.users += 1
    try {
      return await run(room)
    } finally {
      room.users -= 1
      room.idleSince = Date.now()
      // Nobody can come back to a room that nobody joined: a look at each of a thousand documents must not keep a thousand rooms.
      if (!room.wasJoined && !room.isBusy && rooms.get(document) === room) unload(room)
    }
  }

  const onMessage = (connection: Connection, message: unknown, isBinary: boolean) => {
    const now = Date.now()
    connection.lastHeardAt = now
    if (!isBinary || !(message instanceof Buffer) || message.length === 0) {
      connection.close(closeCodes.abuse, 'binary messages only')
      return
    }
    if (!connection.isWithinRate(message.length, now)) {
      connection.close(closeCodes.overloaded, 'too many messages')
      return
    }
    const room = connections.get(connection)
    if (room) room.receive(connection, message)
    else if (!connection.keep(message)) connection.close(closeCodes.overloaded, 'too much at once')
    if (mustPause(connection)) pauseReading(connection)
  }

  /** Nothing is dropped when the disk or the loading is slow: the sender is slowed down instead. */
  const mustPause = (connection: Connection): boolean =>
    committer.waitingBytes > limits.maxWaitingBytes || connection.keptBytes > limits.pauseBytes

  const pauseReading = (connection: Connection) => {
    if (!connection.isOpen || paused.has(connection)) return
    paused.add(connection)
    connection.socket.pause()
    catchUpSoon()
  }

  const resumeReading = () => {
    for (const connection of paused) {
      if (mustPause(connection)) continue
      paused.delete(connection)
      connection.lastHeardAt = Date.now()
      connection.socket.resume()
    }
  }

  const admit = (connection: Connection, document: DocumentName, decided: ConnectionAccess | Refusal) => {
    if (!connection.isOpen) return
    if ('refuse' in decided) {
      connection.close(decided.refuse)
      return
    }
    const { owner } = decided
    connection.ownerRate = ownerRates.join(owner, Date.now())
    connection.socket.once('close', () => ownerRates.leave(owner, Date.now()))
    const room = roomOf(document)
    connection.access = decided
    connections.set(connection, room)
    room.join(connection)
  }

  const wheel = setInterval(
    () => turnWheel(Date.now()),
    Math.min(1000, limits.keepaliveMs, limits.pingMs, limits.idleMs, limits.announceMs, limits.goodbyeMs),
  )
  wheel.unref()

  /** One timer for all connections and rooms: keepalive, pings, slow receivers, presence, idle rooms. */
  const turnWheel = (now: number) => {
    for (const connection of connections.keys()) {
      const { closingAt } = connection
      if (closingAt !== null && now - closingAt > limits.goodbyeMs) connection.socket.terminate()
      if (paused.has(connection)) connection.lastHeardAt = now // not listened to, so its silence says nothing
      if (!connection.ping(now)) connection.socket.terminate()
      if (now - connection.lastSentAt >= limits.keepaliveMs) connection.send(keepalive)
    }
    ownerRates.forgetGone(now)
    for (const room of rooms.values()) {
      room.announcePresence(now)
      if (room.isBusy || now - room.idleSince < limits.idleMs) continue
      unload(room)
    }
  }

  let catchingUp: ReturnType<typeof setTimeout> | undefined

  /** Every now and then for as long as somebody is behind. */
  const catchUpSoon = () => {
    catchingUp ??= setTimeout(() => {
      catchingUp = undefined
      const now = Date.now()
      for (const connection of watched) {
        if (!connections.get(connection)?.catchUp(connection, now)) watched.delete(connection)
      }
      resumeReading()
      if (watched.size > 0 || paused.size > 0) catchUpSoon()
    }, catchUpMs).unref()
  }

  return {
    connect(socket: WebSocket, document, access) {
      socket.on('error', () => undefined) // closes by itself; without a listener it would end the process
      const connection = new Connection(socket, limits, Date.now())
      socket.on('message', (message: unknown, isBinary: boolean) => onMessage(connection, message, isBinary))
      socket.on('pong', () => {
        connection.lastHeardAt = Date.now()
      })
      socket.on('close', () => {
        connections.get(connection)?.leave(connection)
        connections.delete(connection)
        paused.delete(connection)
        watched.delete(connection)
      })
      if (isDraining) {
        connection.close(closeCodes.restarting, 'the server is restarting')
        return
      }
      void Promise.resolve(access).then(
        (decided) => admit(connection, document, decided),
        (cause: unknown) => {
          report({ is: 'load-failed', document, error: cause instanceof Error ? cause : new Error(String(cause)) })
          connection.close(closeCodes.loadFailed, 'your rights could not be looked up')
        },
      )
    },
    read: (document, look) => use(document, (room) => room.document.read(look)),
    edit: (document, change) => use(document, (room) => room.document.edit(change)),
    onCommitted(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    disconnect(matches, code: CloseCode) {
      let count = 0
      for (const [connection, room] of connections) {
        if (!matches({ document: room.name, owner: connection.access?.owner ?? '' })) continue
        // From this moment on: what is still on its way from it must not be taken in.
        connection.access = null
        connection.close(code)
        count += 1
      }
      return count
    },
    get isSaving() {
      return committer.isSaving
    },
    get counts() {
      return { rooms: rooms.size, connections: connections.size }
    },
    async drain() {
      isDraining = true
      const leaving = shuffled([...connections.keys()])
      const overMs = Math.min(limits.maxDrainMs, (1000 * leaving.length) / limits.drainPerSecond)
      const notice: Notice = {
        kind: 'restarting',
        message: 'The server restarts. You will be back in a moment.',
        comeBackWithinMs: Math.round(overMs) + 500,
      }
      for (const connection of leaving) connection.notify(notice)
      // One after the other, and not in the order in which they came: they would all be back in the same instant.
      const { length } = leaving
      const start = Date.now()
      while (leaving.length > 0) {
        const rest = 1 - (Date.now() + drainStepMs - start) / overMs
        for (const connection of leaving.splice(Math.max(0, Math.floor(rest * length))))
          connection.close(closeCodes.restarting, 'the server is restarting')
        if (leaving.length > 0) await new Promise((resolve) => setTimeout(resolve, drainStepMs))
      }
      await committer.flush()
      clearInterval(wheel)
      clearTimeout(catchingUp)
      clearTimeout(presenceTimer)
    },
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
