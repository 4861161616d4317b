import * as decoding from 'lib0/decoding'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { awarenessFrame } from './testing/clientFrames.ts'
import { openPresence, type Presence } from './presence.ts'
import { barrierFrame, type Driver, openDriver, type Person, until } from './testing/driver.ts'

let room: Driver
afterEach(() => room.close())

/** Whom this person sees, themselves not included. */
function seenBy({ provider }: Person): unknown[] {
  const { awareness } = provider
  return [...awareness.getStates()]
    .filter(([id]) => id !== awareness.clientID)
    .map(([, state]) => (state['user'] as { id: string }).id)
}

async function openWith(...names: string[]): Promise<Person[]> {
  room = await openDriver()
  const people = names.map((name) => room.joinAs(name))
  for (const person of people) person.provider.awareness.setLocalState({ phase: 'opening' })
  await until('all see all', () => people.every((person) => seenBy(person).length === people.length - 1))
  return people
}

test('[P1] people see each other under the name that the server knows, whatever they claim', async () => {
  const [ada, ben] = await openWith('ada', 'ben')
  ada?.provider.awareness.setLocalStateField('user', { id: 'ben', name: 'BEN', role: 'facilitator' })
  ada?.provider.awareness.setLocalStateField('cursor', 7)
  const state = () => ben && [...ben.provider.awareness.getStates().values()].find((each) => each['cursor'] === 7)
  await until('ben sees her move', () => state() !== undefined)
  expect(state()?.['user']).toEqual({ id: 'ada', name: 'ADA' })
})

test('[P2] nobody can speak for another or push them out', async () => {
  const [ada, ben] = await openWith('ada', 'ben')
  if (!ada || !ben) throw new Error('both are in')
  const eve = await room.socketAs('eve')
  const victim = ada.provider.awareness.clientID
  const forge = (clock: number, state: unknown) => {
    const states = new Map([[victim, state as Record<string, unknown>]])
    const meta = new Map([[victim, { clock, lastUpdated: 0 }]])
    return awarenessFrame(encodeAwarenessUpdate({ states, meta } as never, [victim], states))
  }
  eve.send(forge(99, null))
  eve.send(forge(2 ** 31, { phase: 'forged' }))
  const after = room.joinAs('after')
  after.provider.awareness.setLocalState({ phase: 'opening' })
  await until('ben sees who came after', () => seenBy(ben).includes('after'))
  expect(seenBy(ben)).toContain('ada')
  ada.provider.awareness.setLocalStateField('phase', 'causes')
  await until('ada is still heard', () => ben.provider.awareness.getStates().get(victim)?.['phase'] === 'causes')
})

test('[P3] who comes back at once, under the same id and clock, is seen at once', async () => {
  const [ada, ben] = await openWith('ada', 'ben')
  if (!ada || !ben) throw new Error('both are in')
  ada.provider.disconnect()
  await until('she is gone', () => seenBy(ben).length === 0)
  ada.provider.connect()
  await until('she is back', () => seenBy(ben).includes('ada'), 2000)
})

test('[P3] after a restart of the server people are seen at once by those who knew them before', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const peer = new Awareness(new Y.Doc())
  const [ada, ben] = [{}, {}]
  const tell = (presence: Presence<object>) =>
    presence.take(ada, 'ada', { id: 'ada' }, { clientId: 7, clock: 1, state: '{"phase":"opening"}' })
  const tellPeer = (presence: Presence<object>) => {
    const decoder = decoding.createDecoder(presence.changesFor(ben)?.message ?? new Uint8Array())
    decoding.readVarUint(decoder)
    applyAwarenessUpdate(peer, decoding.readVarUint8Array(decoder), 'server')
    presence.clearChanges()
  }
  const before = openPresence<object>(() => undefined)
  tell(before)
  for (let n = 0; n < 20; n += 1) before.announceAll()
  tellPeer(before)
  removeAwarenessStates(peer, [7], 'the connection is lost')

  vi.setSystemTime(Date.now() + 2_000)
  const after = openPresence<object>(() => undefined)
  tell(after)
  tellPeer(after)
  expect(peer.getStates().get(7)).toEqual({ phase: 'opening', user: { id: 'ada' } })
  peer.destroy()
})

test('[P3] the same person may take over from a connection that is dead but not yet noticed', async () => {
  const [ada, ben] = await openWith('ada', 'ben')
  if (!ada || !ben) throw new Error('both are in')
  const id = ada.provider.awareness.clientID
  const again = await room.socketAs('ada')
  const states = new Map([[id, { phase: 'lessons' }]])
  const meta = new Map([[id, { clock: 1, lastUpdated: 0 }]])
  again.send(awarenessFrame(encodeAwarenessUpdate({ states, meta } as never, [id])))
  await until('ben sees where she is now', () => ben.provider.awareness.getStates().get(id)?.['phase'] === 'lessons')
})

test('[P4] who leaves is gone within a moment', async () => {
  const [ada, ben] = await openWith('ada', 'ben')
  ada?.close()
  await until('ben is alone', () => ben !== undefined && seenBy(ben).length === 0, 2000)
})

test('[P2] an id stays with whoever had it, also while they are away', async () => {
  const [ada, ben] = await openWith('ada', 'ben')
  if (!ada || !ben) throw new Error('both are in')
  const id = ada.provider.awareness.clientID
  ada.provider.disconnect()
  await until('she is gone', () => seenBy(ben).length === 0)
  const eve = await room.socketAs('eve')
  const states = new Map([[id, { phase: 'forged' }]])
  const meta = new Map([[id, { clock: 900, lastUpdated: 0 }]])
  eve.send(awarenessFrame(encodeAwarenessUpdate({ states, meta } as never, [id])))
  const cleo = room.joinAs('cleo')
  eve.send(barrierFrame(1))
  await until('that was handled', () => eve.received.some(([type]) => type === 121))
  cleo.provider.awareness.setLocalState({ phase: 'opening' })
  await until('ben sees who came after', () => seenBy(ben).includes('cleo'))
  expect(seenBy(ben)).toEqual(['cleo'])
  ada.provider.connect()
  await until('she is back', () => seenBy(ben).includes('ada'))
})

test('[P5] of presence that changes too fast the newest arrives, and not every step', async () => {
  room = await openDriver({ limits: { presenceBurst: 3, presencePerSecond: 20 } })
  const [ada, ben] = [room.joinAs('ada'), room.joinAs('ben')]
  let heard = 0
  await until('both are in', () => ada.provider.synced && ben.provider.synced)
  ben.provider.awareness.on('change', () => (heard += 1))
  for (let cursor = 0; cursor <= 300; cursor++) ada.provider.awareness.setLocalState({ cursor })
  const cursor = () => ben.provider.awareness.getStates().get(ada.provider.awareness.clientID)?.['cursor']
  await until('the newest arrives', () => cursor() === 300)
  expect(heard).toBeLessThan(10)
})

test('[P5] what somebody repeats of others, as stock clients do, neither counts nor replaces what was put off', async () => {
  room = await openDriver({ limits: { presenceBurst: 1, presencePerSecond: 10 } })
  const [ada, ben] = [await room.socketAs('ada'), await room.socketAs('ben')]
  const watching = room.joinAs('cleo')
  const entry = (id: number, clock: number, state: unknown) => {
    const awareness = { states: new Map([[id, state]]), meta: new Map([[id, { clock, lastUpdated: 0 }]]) }
    return awarenessFrame(encodeAwarenessUpdate(awareness as never, [id]))
  }
  const cursorOf = (id: number) => watching.provider.awareness.getStates().get(id)?.['cursor']
  ben.send(entry(2, 1, { cursor: 'ben' }))
  await until('ben is there', () => cursorOf(2) === 'ben')
  for (let times = 1; times <= 100; times++) ada.send(entry(2, times, { cursor: 'ben' }))
  ada.send(entry(1, 1, { cursor: 'first' })) // the one that her rate allows at once
  ada.send(entry(1, 2, { cursor: 'last' }))
  ada.send(entry(2, 101, { cursor: 'ben' }))
  await until('her last is seen', () => cursorOf(1) === 'last')
})

test('[P5] a full room of stock clients, who repeat all that they hear at once, keeps everybody', async () => {
  room = await openDriver()
  const crowd = Array.from({ length: 40 }, (_, number) => room.joinAs(`person-${number}`))
  const closed: unknown[] = []
  for (const { provider } of crowd) {
    provider.on('connection-close', (event) => closed.push(event?.code))
    provider.awareness.setLocalState({ cursor: 'x'.repeat(200) })
  }
  await until('all see all', () => crowd.every((person) => seenBy(person).length === crowd.length - 1))
  const late = room.joinAs('late')
  late.provider.on('connection-close', (event) => closed.push(event?.code))
  late.provider.awareness.setLocalState({ phase: 'opening' })
  await until('who comes late sees all', () => seenBy(late).length === crowd.length)
  await until('and is seen by all', () => crowd.every((person) => seenBy(person).includes('late')))
  expect(closed).toEqual([])
})

test('[P5] presence that was put off never replaces a newer one', async () => {
  room = await openDriver({ limits: { presenceBurst: 1, presencePerSecond: 40 } })
  const [ada, ben] = [room.joinAs('ada'), room.joinAs('ben')]
  await until('both are in', () => ada.provider.synced && ben.provider.synced)
  const seen: number[] = []
  ben.provider.awareness.on('change', () => {
    const cursor: unknown = ben.provider.awareness.getStates().get(ada.provider.awareness.clientID)?.['cursor']
    if (typeof cursor === 'number') seen.push(cursor)
  })
  // Slower than a burst and faster than the limit: tokens come back while something is put off.
  let cursor = 0
  const typing = setInterval(() => ada.provider.awareness.setLocalState({ cursor: ++cursor }), 10)
  try {
    await until('a good many were seen', () => seen.length > 15)
  } finally {
    clearInterval(typing)
  }
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
})
