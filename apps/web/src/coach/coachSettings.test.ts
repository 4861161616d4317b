import { afterEach, describe, expect, test } from 'vitest'
import {
  coachSettings,
  isCoachWanted,
  parseSettings,
  setCoachInMeeting,
  setCoachOn,
  setTrap,
  useCoachSettings,
} from './coachSettings.ts'

afterEach(() => useCoachSettings.setState(parseSettings(null)))

test('it speaks until somebody says otherwise', () => {
  expect(parseSettings(null)).toEqual({ isOn: true, offMeetings: [], offTraps: [] })
  expect(isCoachWanted(coachSettings(), 'm1')).toBe(true)
})

test('off in one meeting, it speaks in others; off everywhere, in none', () => {
  setCoachInMeeting('m1', false)
  setCoachInMeeting('m1', false)
  expect(isCoachWanted(coachSettings(), 'm1')).toBe(false)
  expect(isCoachWanted(coachSettings(), 'm2')).toBe(true)
  setCoachOn(false)
  expect(isCoachWanted(coachSettings(), 'm2')).toBe(false)
  setCoachOn(true)
  setCoachInMeeting('m1', true)
  expect(coachSettings()).toEqual(parseSettings(null))
})

test('a trap is turned off once, and on again', () => {
  setTrap('hindsight', false)
  setTrap('hindsight', false)
  setTrap('judgement', false)
  expect(coachSettings().offTraps).toEqual(['hindsight', 'judgement'])
  setTrap('hindsight', true)
  expect(coachSettings().offTraps).toEqual(['judgement'])
})

test('the list of meetings does not grow for ever; the oldest are forgotten', () => {
  for (let meeting = 0; meeting < 250; meeting += 1) setCoachInMeeting(`m${meeting}`, false)
  expect(coachSettings().offMeetings).toHaveLength(200)
  expect(coachSettings().offMeetings.at(-1)).toBe('m249')
})

describe('what is kept on the device may be anything', () => {
  test.each(['', 'nonsense', 'null', '[]', '7', '{"isOn":"no","offMeetings":[1],"offTraps":{}}'])('%j is nothing', (kept) => {
    expect(parseSettings(kept)).toEqual(parseSettings(null))
  })

  test('one wrong part leaves the others as they are', () => {
    expect(parseSettings('{"isOn":false,"offMeetings":"m1","offTraps":["unheard_of","hindsight"]}')).toEqual({
      isOn: false,
      offMeetings: [],
      offTraps: ['hindsight'],
    })
  })
})
