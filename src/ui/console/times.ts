/** In so many hours, to the full minute. */
export const soon = (hours: number): number => Math.ceil((Date.now() + hours * 3_600_000) / 60_000) * 60_000

/** Nine in the morning, by this computer's clock, so many days ahead. */
export function nine(days: number): number {
  const then = new Date()
  then.setDate(then.getDate() + days)
  return then.setHours(9, 0, 0, 0)
}

/** As a `datetime-local` field wants it: local time, no zone. */
export function localInput(at: number): string {
  const then = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}T${two(then.getHours())}:${two(then.getMinutes())}`
}
