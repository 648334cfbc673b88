/** Chance that repeats itself: the same seed, the same draws. Training twice gives the same table, byte for byte. */
export interface Chance {
  /** 0 <= x < 1. */
  next(): number
  below(n: number): number
  pick<T>(from: readonly T[], otherwise: T): T
  often(p: number): boolean
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return { next, below, pick: (from, otherwise) => from[below(from.length)] ?? otherwise, often: (p) => next() < p }
}
