/** Work on one meeting runs one after the other, work on different meetings side by side. */
export interface Turns {
  /** Runs `work` once all earlier work on this meeting has ended, well or not. Rejects as `work` does. */
  take<T>(meeting: string, work: () => Promise<T>): Promise<T>
  /** Resolves once nothing is running or waiting. */
  idle(): Promise<void>
}

export function openTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take(meeting, work) {
      const turn = (last.get(meeting) ?? Promise.resolve()).then(work)
      const ended = turn.then(
        () => {},
        () => {}, // who took the turn hears of it; the next one must not
      )
      last.set(meeting, ended)
      void ended.then(() => {
        if (last.get(meeting) === ended) last.delete(meeting)
      })
      return turn
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values())
    },
  }
}
