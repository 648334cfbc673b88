import type { Wire } from './wire.ts'

/**
 * A destroyed key lives on in the append-only file until Redis writes it anew. So it is asked to: at once, and then at
 * most every ten minutes; what is destroyed meanwhile goes with the next one.
 */
export interface Rewrite {
  keyDestroyed(): void
  close(): void
}

const pauseMs = 10 * 60_000

/** `failed`: it could not be asked; until it writes anew by itself, the file keeps what was erased. */
export function createRewrite(wire: Wire, failed: (error: unknown) => void): Rewrite {
  let last = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null

  function begin(): void {
    timer = null
    last = performance.now()
    wire.each(['BGREWRITEAOF']).catch(failed)
  }

  return {
    keyDestroyed() {
      if (timer) return
      timer = setTimeout(begin, Math.max(0, last + pauseMs - performance.now()))
      timer.unref()
    },
    close() {
      if (timer) clearTimeout(timer)
    },
  }
}
