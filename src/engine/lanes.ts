/**
 * One turn at a time per key in this process. Other processes are kept apart by the store's version check; the lane
 * only saves the work of losing that race against ourselves.
 */
export interface Lanes {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Resolves when every lane is empty. */
  idle(): Promise<void>
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const before = tails.get(key)
      // A turn that failed was answered to its own caller; the next in line is not to blame.
      const turn = before ? before.then(work, work) : work()
      tails.set(key, turn)
      const leave = (): void => {
        if (tails.get(key) === turn) tails.delete(key)
      }
      turn.then(leave, leave)
      return turn
    },
    async idle() {
      while (tails.size > 0) await Promise.allSettled(tails.values())
    },
  }
}
