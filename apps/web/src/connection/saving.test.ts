import { expect, test } from 'vitest'
import { nextSaving, notSaving, saveMessage, saveStateOf, type SavingEvent } from './saving.ts'

function after(...events: SavingEvent[]) {
  return events.reduce(nextSaving, notSaving)
}

test('[I2] a change is saved only when the server acknowledged it or a later one', () => {
  const online = [{ is: 'connected' }, { is: 'changed' }, { is: 'changed' }] as const
  expect(saveStateOf([after(...online)])).toEqual({ is: 'saving', unsaved: 2 })
  expect(saveStateOf([after(...online, { is: 'saved', token: 1 })])).toEqual({ is: 'saving', unsaved: 1 })
  expect(saveStateOf([after(...online, { is: 'saved', token: 2 })])).toEqual({ is: 'saved' })
})

test('[I2] a token from the future or the past acknowledges nothing that was not sent', () => {
  const state = after(
    { is: 'connected' },
    { is: 'changed' },
    { is: 'saved', token: 9 },
    { is: 'changed' },
    { is: 'saved', token: 1 },
  )
  expect(saveStateOf([state])).toEqual({ is: 'saving', unsaved: 1 })
})

test('offline says how much is kept on this device, also what an earlier page left', () => {
  const state = after({ is: 'kept-before', changes: 3 }, { is: 'changed' })
  expect(saveMessage(saveStateOf([state]))).toBe('Offline. 4 changes are kept on this device.')
  expect(saveMessage(saveStateOf([after({ is: 'changed' })]))).toBe('Offline. 1 change is kept on this device.')
  expect(saveMessage(saveStateOf([after()]))).toBe('Offline. You can go on writing.')
})

test('several documents are saved when all are, and a refusal outranks all', () => {
  const saved = after({ is: 'connected' })
  const refused = after({ is: 'connected' }, { is: 'changed' }, { is: 'refused', why: 'too large' })
  expect(saveStateOf([saved, after({ is: 'connected' }, { is: 'changed' })]).is).toBe('saving')
  expect(saveStateOf([saved, refused])).toEqual({ is: 'refused', unsaved: 1, why: 'too large' })
})
