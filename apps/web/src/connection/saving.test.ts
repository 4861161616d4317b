import { expect, test } from 'vitest'
import { leftOver, nextSaving, notSaving, type Refusal, saveMessage, saveStateOf, type SavingEvent, wouldLose } from './saving.ts'

function after(...events: SavingEvent[]) {
  return events.reduce(nextSaving, notSaving)
}

const online = { is: 'connected' } as const
const change = { is: 'changed' } as const
const lost = { is: 'lost' } as const
const stillLost = { is: 'still-lost' } as const
const noCopy = { is: 'copy', works: false } as const

function says(...events: SavingEvent[]): string {
  return saveMessage(saveStateOf([after(...events)]))
}

test('[I2] a change is saved only when the server acknowledged it or a later one', () => {
  expect(saveStateOf([after(online, change, change)])).toEqual({ is: 'saving', unsaved: 2, isKept: true })
  expect(saveStateOf([after(online, change, change, { is: 'saved', token: 1 })])).toMatchObject({ is: 'saving', unsaved: 1 })
  expect(saveStateOf([after(online, change, change, { is: 'saved', token: 2 })]).is).toBe('saved')
})

test('[I2] a token from the future or the past acknowledges nothing that was not sent', () => {
  const state = after(online, change, { is: 'saved', token: 9 }, change, { is: 'saved', token: 1 })
  expect(saveStateOf([state])).toMatchObject({ is: 'saving', unsaved: 1 })
})

test.each<[string, SavingEvent[], string]>([
  ['all saved', [online], 'Saved'],
  ['a change on its way', [online, change], 'Saving…'],
  ['lost a moment ago, nothing unsaved: still true', [online, lost], 'Saved'],
  ['lost a moment ago, something unsaved', [online, change, lost], 'Saving…'],
  ['lost for a while', [online, lost, stillLost], 'Reconnecting…'],
  ['lost for longer', [online, lost, stillLost, stillLost], 'Offline. You can go on writing.'],
  ['one change offline', [change, stillLost, stillLost], 'Offline. 1 change is kept on this device.'],
  [
    'what an earlier page left counts',
    [{ is: 'left-before', changes: 3 }, change, { is: 'offline' }],
    'Offline. 4 changes are kept on this device.',
  ],
  ['the browser says so: at once', [online, { is: 'offline' }], 'Offline. You can go on writing.'],
  ['offline without storage', [noCopy, { is: 'offline' }], 'Offline. This browser keeps no copy: keep the page open.'],
  [
    'offline without storage, unsaved',
    [noCopy, change, { is: 'offline' }],
    'Offline. 1 change is in this page alone: keep it open.',
  ],
  [
    'the disk of the server',
    [online, change, change, { is: 'held' }],
    'The server can’t write at the moment. 2 changes are kept on this device.',
  ],
  ['the disk of the server, nothing of mine waits', [online, { is: 'held' }], 'Saved'],
  ['refused', [online, change, { is: 'refused', why: 'full' }], 'Can’t be saved: 1 change'],
  ['damaged, before anything is written', [online, { is: 'refused', why: 'damaged' }], 'Can’t be saved'],
  ['signed out', [online, { is: 'refused', why: 'session-ended' }], 'You are no longer signed in'],
])('what the sign says: %s', (_title, events, sentence) => {
  expect(says(...events)).toBe(sentence)
})

test('coming back by itself ends what was said: offline, held', () => {
  expect(says(online, change, lost, stillLost, stillLost, online)).toBe('Saving…')
  expect(says(online, change, { is: 'held' }, { is: 'saved', token: 1 })).toBe('Saved')
  // Lost and back, the server has not said again that it can't write.
  expect(says(online, change, { is: 'held' }, lost, online)).toBe('Saving…')
})

test('tries that fail make it neither shorter nor a new loss', () => {
  expect(says(online, lost, stillLost, lost, lost)).toBe('Reconnecting…')
  expect(says(online, lost, stillLost, stillLost, lost)).toMatch(/^Offline/)
})

test.each<Refusal>(['read-only', 'full', 'too-large', 'not-taken', 'damaged'])(
  '[I2] %s stands until the newest change is acknowledged, whatever the line does meanwhile',
  (why) => {
    const refused: SavingEvent[] = [online, change, change, { is: 'refused', why }]
    for (const more of [[lost, online], [{ is: 'saved', token: 1 }], [change], [lost, stillLost]] as SavingEvent[][]) {
      expect(saveStateOf([after(...refused, ...more)]).is).toBe('refused')
    }
    expect(saveStateOf([after(...refused, { is: 'saved', token: 2 })]).is).toBe('saved')
  },
)

test('several documents are saved when all are, and a refusal outranks all', () => {
  const saved = after(online)
  const refused = after(online, change, { is: 'refused', why: 'too-large' })
  expect(saveStateOf([saved, after(online, change)]).is).toBe('saving')
  expect(saveStateOf([after({ is: 'offline' }), refused])).toMatchObject({ is: 'refused', unsaved: 1, why: 'too-large' })
  expect(saveStateOf([saved, after(online, change), after({ is: 'offline' }, change)])).toMatchObject({
    is: 'offline',
    unsaved: 2,
  })
  expect(saveStateOf([saved, leftOver(2)])).toMatchObject({ is: 'refused', unsaved: 2, why: 'left-over' })
})

test('closing the page loses only what is neither on the server nor in the browser', () => {
  expect(wouldLose([after(online, change)])).toBe(true)
  expect(wouldLose([after(online, change, { is: 'kept', change: 1 })])).toBe(false)
  expect(wouldLose([after(online, change, { is: 'saved', token: 1 })])).toBe(false)
  expect(wouldLose([after(online, change, { is: 'kept', change: 1 }, change)])).toBe(true)
  expect(wouldLose([after({ is: 'left-before', changes: 2 })])).toBe(false)
  expect(wouldLose([after(online), leftOver(3)])).toBe(false)
})
