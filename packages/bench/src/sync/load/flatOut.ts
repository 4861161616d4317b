import type { Room, Writer } from './room.ts'

/**
 * A closed loop: `inFlight` edits of each room are under way at any moment, shared among its writers, and one that has reached everybody is
 * followed by the next of the same writer. Returns the way to end it, after which what is under way still arrives.
 */
export function typeFlatOut(rooms: readonly Room[], inFlight: number): () => void {
  let isOn = true
  const owed = new Map<Writer, number>()
  // What one read completed goes out in one write.
  const flush = () => {
    for (const [writer, count] of owed) writer.type(count)
    owed.clear()
  }
  for (const room of rooms) {
    room.onComplete = (writer) => {
      if (!isOn) return
      if (owed.size === 0) queueMicrotask(flush)
      owed.set(writer, (owed.get(writer) ?? 0) + 1)
    }
    for (const writer of room.writers) writer.type(Math.round(inFlight / room.writers.length))
  }
  return () => {
    isOn = false
  }
}
