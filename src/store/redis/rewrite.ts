import type { Wire } from './wire.ts'

/**
 * A destroyed key lives on in the append-only file until Redis writes it anew. So it is asked to: at once, and then at
 * most every fifty seconds, for a minute is what we promise; what is destroyed meanwhile goes with the next one. Once
 * after each start, too: a process that was killed may have owed one.
 */
export interface Rewrite {
  keyDestroyed(): void
  /** Asks for what is still owed. */
  close(): Promise<void>
}

export const rewriteEveryMs = 50_000

/** `failed`: it could not be asked; until Redis writes anew by itself, the file keeps what was erased. */
export function createRewrite(wire: Wire, failed: () => void): Rewrite {
  let last = Number.NEGATIVE_INFINITY
  let isOwed = false
  let timer = plan(rewriteEveryMs)

  function plan(ms: number): NodeJS.Timeout {
    return setTimeout(() => void begin(), ms).unref()
  }

  async function begin(): Promise<void> {
    isOwed = false
    last = performance.now()
    try {
      await wire.each(['BGREWRITEAOF'])
    } catch (error) {
      // One is under way that may have begun before: another one must follow it.
      if (error instanceof Error && error.message.includes('in progress')) timer = plan(rewriteEveryMs)
      else failed()
    }
  }

  return {
    keyDestroyed() {
      if (isOwed) return
      isOwed = true
      clearTimeout(timer)
      timer = plan(Math.max(0, last + rewriteEveryMs - performance.now()))
    },
    async close() {
      clearTimeout(timer)
      if (isOwed) await begin()
    },
  }
}
