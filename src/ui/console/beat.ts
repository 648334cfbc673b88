import type { Doing } from './wire.ts'

interface Beat {
  wrote(): void
  stop(): void
}

/** Tells the others that I am at a case: looking at once and every 10 s, writing at most every 3 s. */
export function beat(tell: (doing: Doing | 'left') => void): Beat {
  let wroteAt = 0
  let toldAt = 0
  const now = () => tell(Date.now() - wroteAt < 3000 ? 'writing' : 'looking')
  let quiet: ReturnType<typeof setTimeout> | undefined
  const timer = setInterval(now, 10_000)
  const left = () => tell('left')
  addEventListener('pagehide', left)
  tell('looking')
  return {
    wrote() {
      wroteAt = Date.now()
      clearTimeout(quiet)
      quiet = setTimeout(() => tell('looking'), 5000)
      if (wroteAt - toldAt < 3000) return
      toldAt = wroteAt
      tell('writing')
    },
    stop() {
      clearInterval(timer)
      clearTimeout(quiet)
      removeEventListener('pagehide', left)
      left()
    },
  }
}
