import type { Outcome, Progress } from '../../store/move/move.ts'
import { kinds } from '../../store/move/totals.ts'

/** One line that changes, on a terminal; elsewhere a line now and then. */
export function createTeller(out: NodeJS.WriteStream) {
  const everyMs = out.isTTY ? 500 : 10_000
  let last = performance.now()
  let isOpen = false
  return {
    progress({ doing, done, of }: Progress): void {
      if (performance.now() - last < everyMs) return
      last = performance.now()
      const percent = of > 0 ? ` (${Math.min(100, Math.floor((done / of) * 100))} %)` : ''
      const line = `${doing}: ${done}${of > 0 ? ` of ${of}` : ''} conversations${percent}`
      if (!out.isTTY) out.write(`${line}\n`)
      else out.write(`\r${line.padEnd(70)}`)
      isOpen = out.isTTY
    },
    /** Whatever is said next begins a line. */
    end(): void {
      if (isOpen) out.write('\n')
      isOpen = false
    },
  }
}

/** What both sides hold, kind by kind. */
export function table({ source, target, differing, erased }: Outcome): string {
  const rows = kinds.map((kind) => {
    const [from, to] = [source[kind], target[kind]]
    const same = differing.includes(kind) ? `DIFFERS (${to.checksum})` : 'same'
    return [kind, String(from.count), String(to.count), from.checksum, same]
  })
  const all = [['', 'source', 'target', 'checksum', ''], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const lines = all.map((row) =>
    row
      .map((cell, i) => (i === 1 || i === 2 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  if (erased > 0)
    lines.push(
      erased === 1
        ? 'One conversation had been erased and only waited to be cleared away: it was not moved.'
        : `${erased} conversations had been erased and only waited to be cleared away: they were not moved.`,
    )
  return lines.join('\n')
}
