import { useEffect, useState } from 'preact/hooks'
import type { Say } from '../shared/strings.ts'
import { useConsole } from './context.ts'

const listeners = new Set<() => void>()
setInterval(() => {
  for (const listener of listeners) listener()
}, 1000)

/** Draws its part anew each second. */
export function useSecond(): void {
  const [, draw] = useState(0)
  useEffect(() => {
    const tick = () => draw((n) => n + 1)
    listeners.add(tick)
    return () => {
      listeners.delete(tick)
    }
  }, [])
}

/** How long somebody has waited, ticking, by the server's clock. */
export function Waited({ since }: { readonly since: number }) {
  const { state, say } = useConsole()
  useSecond()
  return (
    <time class="waited" dateTime={new Date(since).toISOString()}>
      {duration(Date.now() + state.shift - since, say)}
    </time>
  )
}

/** `0:40`, `12:03`, then hours and days in words. */
export function duration(ms: number, say: Say): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return say('time.days', { days: Math.floor(hours / 24) })
  if (hours > 0) return say('time.hours', { hours, minutes: minutes % 60 })
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
}

/** The time of day; with the date where it was not today. */
export function clock(at: number, language: string): string {
  const today = new Date().toDateString() === new Date(at).toDateString()
  const date: Intl.DateTimeFormatOptions = today ? {} : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...date }).format(at)
}
