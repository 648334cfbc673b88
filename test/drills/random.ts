/** Small seeded chance (mulberry32): a drill that failed can be run again with `DRILL_SEED`. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const drillSeed = (): number => Number(process.env.DRILL_SEED ?? Math.floor(Math.random() * 1e9))
