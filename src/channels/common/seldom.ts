const most = 1_000

/** True at most once in `everyMs` for each name. In memory: after a restart everything may happen at once again. */
export function createSeldom(everyMs: number): (name: string, now: number) => boolean {
  const last = new Map<string, number>()
  return (name, now) => {
    if (now - (last.get(name) ?? Number.NEGATIVE_INFINITY) < everyMs) return false
    if (last.size >= most) last.clear()
    last.set(name, now)
    return true
  }
}

/** For so long, about, a platform shows that somebody is typing. */
export const typingMs = 4_000
