/** One value, its changes, and who wants to know of them. */
export interface Store<S> {
  get(): S
  /** Listeners are told only when the value is another one. */
  change(next: (now: S) => S): void
  /** Returns how to stop listening. */
  listen(listener: () => void): () => void
}

/** A store that lives as long as its page. */
export function store<S>(first: S): Store<S> {
  let now = first
  const listeners = new Set<() => void>()
  return {
    get: () => now,
    change(next) {
      const changed = next(now)
      if (changed === now) return
      now = changed
      for (const listener of listeners) listener()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
