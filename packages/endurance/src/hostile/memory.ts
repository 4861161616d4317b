import { WebSocket } from 'ws'
import { residentMib, type Server } from '../server.ts'
import { until } from '../waiting.ts'

/** What a server must be started with so that its memory can be looked into. */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

/** Collects the garbage of a server that was started `inspectable`, and tells what is left, in MiB. */
export async function memoryAfterCollection(server: Server): Promise<{ heap: number; resident: number }> {
  const [address] =
    /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/g.exec(server.output().slice(server.output().lastIndexOf('Debugger listening'))) ?? []
  if (address === undefined) throw new Error('The server was not started inspectable.')
  const socket = new WebSocket(address)
  const answers = new Map<number, { usedSize?: number }>()
  socket.on('message', (text: Buffer) => {
    const { id, result } = JSON.parse(text.toString()) as { id?: number; result?: { usedSize?: number } }
    if (id !== undefined) answers.set(id, result ?? {})
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const call = async (id: number, method: string) => {
    socket.send(JSON.stringify({ id, method }))
    await until(`the inspector answers ${method}`, () => answers.has(id))
    return answers.get(id)
  }
  await call(1, 'HeapProfiler.collectGarbage')
  const usage = await call(2, 'Runtime.getHeapUsage')
  socket.terminate()
  return { heap: (usage?.usedSize ?? Number.NaN) / 2 ** 20, resident: residentMib(server.pid).now }
}
