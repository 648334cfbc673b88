/** Milliseconds to wait before the next try: 1, 2, 4 … 30 seconds, each a little off, so that not all come at once. */
export function backOff(tries: number, chance: number = Math.random()): number {
  const full = Math.min(30_000, 1000 * 2 ** Math.min(tries, 10))
  return Math.round(full * (0.75 + chance / 2))
}

/** Resolves after the time, or at once when told to hurry. */
export function pause(ms: number, hurry: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (hurry.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      hurry.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    hurry.addEventListener('abort', done)
  })
}
