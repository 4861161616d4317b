import { connect } from 'node:net'
import { acceptedIn, closeFrame, closeReason, pongFrame, readHeader, upgradeRequest } from './websocketFrames.ts'

/** Where one person connects. The path begins with a slash. */
export interface Address {
  readonly port: number
  readonly path: string
}

export interface RawSocket {
  /** Resolves once the server has accepted the upgrade; rejects with what it said instead. */
  readonly opened: Promise<void>
  /** Bytes that are websocket frames already; several in one go are one write. */
  write(frames: Uint8Array): void
  /** Says goodbye and waits for the end of the connection. */
  close(): Promise<void>
}

/** The bytes `from` to `to` of `bytes` are one message. They are gone after the call: copy what is kept. */
export type OnMessage = (bytes: Buffer, from: number, to: number) => void

/**
 * A websocket client that costs next to nothing, so that the generator is not what is measured: one buffer to read into for all sockets (it
 * is used up in the turn it was read), no object per frame. It takes what these servers send: unfragmented binary frames, pings, closing.
 */
export function openSocket({ port, path }: Address, onMessage: OnMessage, onCut: (why: string) => void): RawSocket {
  let isOpen = false
  let isClosing = false
  let said = ''
  const pending = openPending()
  const socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: readBuffer,
      callback(length) {
        const bytes = pending.add(readBuffer.subarray(0, length))
        if (bytes !== null) pending.keep(bytes, take(bytes))
        return true
      },
    },
  })
  socket.on('connect', () => socket.write(upgradeRequest(path)))
  socket.on('error', (error) => (said ||= error.message))
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      if (!isClosing && isOpen) onCut(said || 'the connection was cut')
      resolve()
    })
  })
  let onOpen = (): void => undefined
  const opened = new Promise<void>((resolve, reject) => {
    onOpen = resolve
    socket.on('close', () => reject(new Error(`${path}: ${said || 'the connection was cut'}`)))
  })

  /** Returns up to where the bytes are used up. */
  function take(bytes: Buffer): number {
    let at = 0
    if (!isOpen) {
      at = acceptedIn(bytes)
      if (at === -1) {
        said = `the upgrade was refused: ${bytes.toString('latin1')}`
        socket.destroy()
        return bytes.length
      }
      if (at === 0) return 0
      isOpen = true
      onOpen()
    }
    while (readHeader(bytes, at, header)) {
      if (header.to > bytes.length) {
        pending.want(header.to - at)
        return at
      }
      if (header.opcode === 2) onMessage(bytes, header.from, header.to)
      else if (header.opcode === 9) socket.write(pongFrame(bytes.subarray(header.from, header.to)))
      else if (header.opcode === 8) {
        said = `closed by the server with ${closeReason(bytes, header.from, header.to)}`
        if (!isClosing) socket.write(closeFrame) // else the server waits for it
      }
      at = header.to
    }
    return at
  }

  return {
    opened,
    write: (frames) => void socket.write(frames),
    async close() {
      isClosing = true
      if (isOpen) socket.write(closeFrame)
      const cut = setTimeout(() => socket.destroy(), 2000)
      await closed
      clearTimeout(cut)
    },
  }
}

/** Both are shared by all sockets. */
const readBuffer = Buffer.allocUnsafe(256 * 1024)
const header = { opcode: 0, from: 0, to: 0 }

/** The beginning of a message whose end has not come. A large one comes in many reads; joining them at each would cost its size squared. */
function openPending() {
  let parts: Buffer[] = []
  let bytes = 0
  let wanted = 0
  return {
    /** All that waits, with what has come now; null while that is known to be too little. */
    add(arrived: Buffer): Buffer | null {
      if (bytes === 0) return arrived
      bytes += arrived.length
      if (bytes < wanted) {
        parts.push(Buffer.from(arrived))
        return null
      }
      return Buffer.concat([...parts, arrived])
    },
    want(size: number): void {
      wanted = size
    },
    keep(all: Buffer, from: number): void {
      bytes = all.length - from
      parts = bytes === 0 ? [] : [Buffer.from(all.subarray(from))]
      if (bytes >= wanted) wanted = 0
    },
  }
}
