import type { Line } from '../../core/transcript.ts'
import type { Pending } from './state.ts'

/** Pending words the talk does not show yet: a line that came first by the live stream must not stand there twice. */
export function notShownYet(pending: readonly Pending[], lines: readonly Line[], me: string): readonly Pending[] {
  const used = new Set<number>()
  return pending.filter((one) => {
    const line = lines.find(
      (candidate) =>
        candidate.number > one.after &&
        !used.has(candidate.number) &&
        candidate.from.who === 'consultant' &&
        candidate.from.name === me &&
        (candidate.seenBy === 'staff') === (one.kind === 'notes') &&
        candidate.text === one.text,
    )
    if (line) used.add(line.number)
    return line === undefined
  })
}
