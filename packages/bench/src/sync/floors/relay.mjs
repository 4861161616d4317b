import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { sendEach } from './sendEach.mjs'
import { sendPerTurn } from './sendPerTurn.mjs'
import { sendShared } from './sendShared.mjs'

/**
 * A relay of one process: who joins a room is sent what the others in it send. It knows of the Yjs protocols only how to answer a join, with
 * the bytes that came as answers to it before. Run with the name of a way to fan out; the environment says PORT, WINDOW_MS and KEEPS. Plain
 * JavaScript, because a process that has compiled its sources first has memory to spare, which would flatter it.
 *
 * `FanOut` hands a message to all of a room but its sender. `kept` are messages that a newcomer is sent.
 * @typedef {import('ws').WebSocket} WebSocket
 * @typedef {{ sockets: Set<WebSocket>, kept: Buffer[] }} Room
 * @typedef {(room: Room, from: WebSocket, message: Buffer) => void} FanOut
 */

/** @type {Readonly<Record<string, FanOut>>} */
const fanOuts = { sendEach, sendShared, sendPerTurn: sendPerTurn(Number(process.env['WINDOW_MS'] ?? 0)) }

const fanOut = fanOuts[process.argv[2] ?? '']
if (fanOut === undefined) throw new Error(`Fan out by one of: ${Object.keys(fanOuts).join(', ')}`)

const keeps = Boolean(process.env['KEEPS'])
/** @type {Map<string, Room>} */
const rooms = new Map()
const emptyStep2 = Buffer.from([0, 1, 2, 0, 0])

const server = createServer()
const websockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 32 * 1024 * 1024 })
websockets.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? { sockets: new Set(), kept: [] }
  rooms.set(name, room)
  room.sockets.add(socket)
  socket.on('close', () => room.sockets.delete(socket))
  socket.on('message', (/** @type {Buffer} */ message) => {
    const isSync = message[0] === 0
    if (isSync && message[1] === 0) return answer(socket, room, message)
    if (isSync && message[1] === 1) {
      // A whole document, as in the scenarios of joins, or nothing.
      if (keeps && message.length > 100) room.kept = [message]
      return
    }
    if (keeps && isSync) room.kept.push(Buffer.from(message))
    fanOut(room, socket, message)
  })
})

/**
 * @param {WebSocket} socket
 * @param {Room} room
 * @param {Buffer} step1
 */
function answer(socket, room, step1) {
  const hasNothing = step1.length === 4
  if (!hasNothing || room.kept.length === 0) return socket.send(emptyStep2)
  for (const message of room.kept) socket.send(message)
}

server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('ready'))
