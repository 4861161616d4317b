import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { openSocket } from './socket.ts'
import { clientFrame } from './websocketFrames.ts'

async function openEcho() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.close())
  server.on('connection', (socket) => socket.on('message', (message) => socket.send(message as Buffer)))
  await once(server, 'listening')
  return { server, address: { port: (server.address() as AddressInfo).port, path: '/' } }
}

test('messages of every size come back whole and in order, however the bytes are cut', async () => {
  const { address } = await openEcho()
  const sizes = [0, 1, 125, 126, 65_535, 65_536, 1_500_000, 3, 400_000, 5]
  const arrived: number[] = []
  let onLast: () => void = () => undefined
  const last = new Promise<void>((resolve) => (onLast = resolve))
  const socket = openSocket(
    address,
    (bytes, from, to) => {
      const message = bytes.subarray(from, to)
      if (message.every((byte) => byte === message.length % 251)) arrived.push(message.length)
      if (arrived.length === sizes.length) onLast()
    },
    () => onLast(),
  )
  await socket.opened
  for (const size of sizes) socket.write(clientFrame(Buffer.alloc(size, size % 251)))
  await last
  expect(arrived).toEqual(sizes)
  await socket.close()
})

test('a server that refuses, or hangs up, is quoted', async () => {
  const { server, address } = await openEcho()
  const why = new Promise<string>((resolve) => {
    void openSocket(address, () => undefined, resolve).opened
  })
  server.on('connection', (socket) => socket.close(1013, 'too many'))
  expect(await why).toBe('closed by the server with 1013 too many')

  server.shouldHandle = () => false
  await expect(
    openSocket(
      address,
      () => undefined,
      () => undefined,
    ).opened,
  ).rejects.toThrow(/refused: HTTP\/1.1 400/)
})
