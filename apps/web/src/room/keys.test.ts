import { expect, test } from 'vitest'
import { findKey, type KeyGroup, keyGroups, type KeyPress, registerKeys } from './keys.ts'

const idle = { isFacilitator: false, isTyping: false, hasSingleKeys: true }

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

function group(...keys: string[]): KeyGroup {
  return { group: 'Room', keys: keys.map((key) => ({ key, label: key, run: () => undefined })) }
}

function found(groups: readonly KeyGroup[], pressed: KeyPress, situation = idle): string | null {
  return findKey(groups, pressed, situation)?.key ?? null
}

test('keys are told apart by what is held with them', () => {
  const groups = [group('Z', 'Mod+Z', 'Mod+Shift+Z', 'F6', 'Shift+F6', 'Alt+ArrowUp')]
  expect(found(groups, press('z'))).toBe('Z')
  expect(found(groups, press('z', { ctrlKey: true }))).toBe('Mod+Z')
  expect(found(groups, press('Z', { metaKey: true, shiftKey: true }))).toBe('Mod+Shift+Z')
  expect(found(groups, press('Z', { shiftKey: true }))).toBeNull()
  expect(found(groups, press('F6', { shiftKey: true }))).toBe('Shift+F6')
  expect(found(groups, press('ArrowUp', { altKey: true }))).toBe('Alt+ArrowUp')
  expect(found(groups, press('ArrowUp'))).toBeNull()
})

test('a symbol is the symbol however the keyboard makes it', () => {
  expect(found([group('?')], press('?', { shiftKey: true }))).toBe('?')
  expect(found([group(']')], press(']'))).toBe(']')
})

test('while somebody types only function keys are keys', () => {
  const typing = { ...idle, isTyping: true }
  const groups = [group('Q', 'Mod+Z', 'F6')]
  expect(found(groups, press('q'), typing)).toBeNull()
  expect(found(groups, press('z', { ctrlKey: true }), typing)).toBeNull()
  expect(found(groups, press('F6'), typing)).toBe('F6')
})

test('keys of one character can be switched off, the others stay', () => {
  const off = { ...idle, hasSingleKeys: false }
  const groups = [group('Q', '?', 'Enter', 'Mod+Z')]
  expect(found(groups, press('q'), off)).toBeNull()
  expect(found(groups, press('?'), off)).toBeNull()
  expect(found(groups, press('Enter'), off)).toBe('Enter')
  expect(found(groups, press('z', { ctrlKey: true }), off)).toBe('Mod+Z')
})

test('what is for facilitators does nothing for others', () => {
  const groups = [{ group: 'Room', keys: [{ key: ']', label: 'Next phase', run: () => undefined, facilitator: true }] }]
  expect(found(groups, press(']'))).toBeNull()
  expect(found(groups, press(']'), { ...idle, isFacilitator: true })).toBe(']')
})

test('a feature’s keys come and go with it, and the newest has the key', () => {
  const before = keyGroups.getState()
  const ran: string[] = []
  const leaveRoom = registerKeys('Room', [{ key: 'N', label: 'First', run: () => ran.push('room') }])
  const leaveTimeline = registerKeys('Timeline', [{ key: 'N', label: 'Second', run: () => ran.push('timeline') }])
  const run = () => findKey(keyGroups.getState(), press('n'), idle)?.run({} as KeyboardEvent)
  run()
  leaveTimeline()
  run()
  leaveRoom()
  run()
  expect(ran).toEqual(['timeline', 'room'])
  expect(keyGroups.getState()).toEqual(before)
})
