/**
 * The chance that something in scope is rated above something out of scope: 1 = always, 0.5 = by luck. Ties count half.
 * Mann and Whitney's U over sorted ranks.
 */
export function auroc(inScope: readonly number[], outOfScope: readonly number[]): number {
  const all = [...inScope.map((p) => ({ p, ours: 1 })), ...outOfScope.map((p) => ({ p, ours: 0 }))]
  all.sort((a, b) => a.p - b.p)
  let ranks = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.p === all[from]?.p) to++
    const shared = (from + to + 1) / 2
    for (let i = from; i < to; i++) if (all[i]?.ours === 1) ranks += shared
    from = to
  }
  const { length } = inScope
  return (ranks - (length * (length + 1)) / 2) / (length * outOfScope.length)
}

/** The value that `share` of all values do not exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
