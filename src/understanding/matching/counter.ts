import type { Counted } from './features.ts'

/** Counts numbers, in the order in which they first came. */
export interface Counter {
  /** Forgets all; at most `most` different ones may follow. */
  begin(most: number): void
  add(feature: number, by: number): void
  /** What was counted: good until the next `begin`. */
  seen(): Counted
}

/** One flat table (open addressing) for all texts, one after the other: a Map for each costs three times as much. */
export function createCounter(): Counter {
  let mask = 0
  /** Where a feature stands in `features`, + 1; 0 = empty. */
  let slots = new Uint32Array(0)
  /** Which slots are taken: emptied one by one, as most of the table is empty. */
  let used = new Uint32Array(0)
  let features = new Int32Array(0)
  let counts = new Float32Array(0)
  let size = 0

  return {
    begin(most) {
      if (most > features.length) grow(most)
      else for (let i = 0; i < size; i++) slots[used[i] ?? 0] = 0
      size = 0
    },
    add(feature, by) {
      const at = slotOf(feature)
      const known = slots[at] ?? 0
      if (known > 0) {
        counts[known - 1] = (counts[known - 1] ?? 0) + by
        return
      }
      features[size] = feature
      counts[size] = by
      used[size] = at
      slots[at] = ++size
    },
    seen: () => ({ features, counts, size }),
  }

  /** Where a feature stands, or the empty place where it belongs. */
  function slotOf(feature: number): number {
    // FNV's low bits follow the last letter; a multiplication spreads them.
    let at = (Math.imul(feature, 0x9e3779b1) >>> 8) & mask
    for (let known = slots[at] ?? 0; known !== 0 && features[known - 1] !== feature; known = slots[at] ?? 0)
      at = (at + 1) & mask
    return at
  }

  function grow(most: number): void {
    let capacity = 1024
    while (capacity < most * 2) capacity *= 2
    mask = capacity - 1
    slots = new Uint32Array(capacity)
    used = new Uint32Array(capacity / 2)
    features = new Int32Array(capacity / 2)
    counts = new Float32Array(capacity / 2)
  }
}
