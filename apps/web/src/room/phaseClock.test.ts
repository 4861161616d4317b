import { type Phase, phases } from '@second-story/meeting'
import { expect, test } from 'vitest'
import { clockText, spentMsIn } from './phaseClock.ts'

const minute = 60_000
const started = Date.parse('2026-03-02T14:00:00Z')
const agenda = {
  phase: 'timeline' as Phase,
  phaseStartedAt: '2026-03-02T14:00:00Z',
  spentMs: {
    ...(Object.fromEntries(phases.map((phase) => [phase, 0])) as Record<Phase, number>),
    timeline: 10 * minute,
    opening: 4 * minute,
  },
}

test('earlier visits and the present one are added up', () => {
  expect(spentMsIn(agenda, 'timeline', started + 5 * minute)).toBe(15 * minute)
  expect(spentMsIn(agenda, 'opening', started + 5 * minute)).toBe(4 * minute)
})

test('a device whose clock is behind, or a meeting that has not begun, spends nothing', () => {
  expect(spentMsIn(agenda, 'timeline', started - minute)).toBe(10 * minute)
  expect(spentMsIn({ ...agenda, phaseStartedAt: null }, 'timeline', started)).toBe(10 * minute)
})

test('the clock counts whole minutes, and says how far over only once a minute is full', () => {
  expect(clockText(0, 30)).toEqual({ text: '0 of 30 min', isOver: false })
  expect(clockText(30.9 * minute, 30)).toEqual({ text: '30 of 30 min', isOver: false })
  expect(clockText(33 * minute, 30)).toEqual({ text: '+3 min over', isOver: true })
})

test('without a budget there is no clock', () => {
  expect(clockText(5 * minute, 0)).toBeNull()
})
