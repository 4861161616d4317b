import { useEffect, useRef } from 'react'
import { createStore } from 'zustand/vanilla'

/**
 * The keys of the room in one place: a feature adds its own while it is on the screen, one listener runs them (`useRoomKeys`), and the
 * dialog behind `?` lists them. So no key can work without being told, nor be told without working.
 */
export interface Key {
  /** As people read it: `J`, `?`, `Enter`, `F6`, `Shift+F6`, `Mod+Shift+Z`, `Alt+ArrowUp`. Mod is Ctrl, or Command on a Mac. */
  readonly key: string
  /** What it does, from a capital on: `Next row`. */
  readonly label: string
  readonly run: (event: KeyboardEvent) => void
  /** For facilitators alone. */
  readonly facilitator?: boolean
}

export interface KeyGroup {
  readonly group: string
  readonly keys: readonly Key[]
}

export const keyGroups = createStore<readonly KeyGroup[]>(() => [])

/** Adds keys under a heading until the returned function is called. Of two that claim the same key the one added last has it. */
export function registerKeys(group: string, keys: readonly Key[]): () => void {
  const added = { group, keys }
  keyGroups.setState([...keyGroups.getState(), added], true)
  return () =>
    keyGroups.setState(
      keyGroups.getState().filter((each) => each !== added),
      true,
    )
}

/** `registerKeys` for as long as a component is shown; the newest `run` is the one that runs. */
export function useKeys(group: string, keys: readonly Key[]): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  const told = JSON.stringify(keys.map(({ key, label, facilitator }) => ({ key, label, facilitator })))
  useEffect(
    () =>
      registerKeys(
        group,
        latest.current.map((each, index) => ({ ...each, run: (event) => latest.current[index]?.run(event) })),
      ),
    [group, told],
  )
}

/** What of a key press matters here. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

interface Situation {
  readonly isFacilitator: boolean
  /** The cursor stands in a field: every key is a letter there, but for function keys. */
  readonly isTyping: boolean
  /** Keys of one character, which dictation may press by accident, are switched on (WCAG 2.1.4). */
  readonly hasSingleKeys: boolean
}

/** The key that this press means now, or null. */
export function findKey(groups: readonly KeyGroup[], press: KeyPress, situation: Situation): Key | null {
  for (const { keys } of groups.toReversed()) {
    for (const each of keys) {
      if (!matches(each.key, press)) continue
      if (each.facilitator && !situation.isFacilitator) continue
      if (situation.isTyping && !/F\d+$/.test(each.key)) continue
      if (each.key.length === 1 && !situation.hasSingleKeys) continue
      return each
    }
  }
  return null
}

function matches(spelling: string, press: KeyPress): boolean {
  const parts = spelling.split('+')
  const key = parts.pop() ?? ''
  const isSymbol = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (press.ctrlKey || press.metaKey) === parts.includes('Mod') &&
    press.altKey === parts.includes('Alt') &&
    // Which symbols need Shift differs between keyboards: `?` is `?` however it was made.
    (isSymbol || press.shiftKey === parts.includes('Shift'))
  )
}
