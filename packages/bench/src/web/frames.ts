export interface Frames {
  readonly frames: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
}

/** Milliseconds between frames, for as long as `during` runs. */
export async function measureFrames(during: () => Promise<void>): Promise<Frames> {
  const times: number[] = []
  let isOn = true
  const tick = (now: number) => {
    times.push(now)
    if (isOn) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  await during()
  isOn = false
  const lengths = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .sort((a, b) => a - b)
  const quantile = (share: number) => rounded(lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))] ?? 0)
  return {
    frames: lengths.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    longest: rounded(lengths.at(-1) ?? 0),
  }
}

export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Scrolls back and forth at a steady speed, in pixels a second. */
export async function scroll(scroller: Element, ms: number, speed: number): Promise<void> {
  const start = performance.now()
  let before = start
  let direction = 1
  while (before - start < ms) {
    const now = await nextFrame()
    scroller.scrollTop += (direction * speed * Math.max(0, now - before)) / 1000
    if (scroller.scrollTop <= 0) direction = 1
    if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) direction = -1
    before = now
  }
}

export function rounded(ms: number): number {
  return Math.round(ms * 10) / 10
}
