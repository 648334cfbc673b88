import { pino } from 'pino'

/** All that may stand in a log line. No member can hold a word that somebody wrote: that is the whole point. */
export interface Entry {
  readonly event: string
  readonly conversation?: string
  readonly case?: string
  readonly line?: number
  readonly outcome?: string
  readonly ms?: number
  readonly count?: number
  /** How far something is. */
  readonly percent?: number
  readonly host?: string
  readonly port?: number
  readonly revision?: string
  /** What was done with an account of staff: by whom, to whose. Ids only. */
  readonly deed?: string
  readonly by?: string | null
  readonly account?: string | null
  /** Name and code of an error and the places in our code it passed; never its sentence, which may quote somebody. */
  readonly error?: { readonly name: string; readonly code: string | null; readonly at: readonly string[] }
}

export interface Log {
  note(entry: Entry): void
  trouble(entry: Entry, error: unknown): void
}

/** One JSON object a line. An allow-list by type, not a list of things to blacken: those always miss one. */
export function createLog(quiet: boolean): Log {
  const logger = pino({
    base: null,
    level: quiet ? 'warn' : 'info',
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
  })
  return {
    note: (entry) => logger.info(entry),
    trouble: (entry, error) => logger.warn({ ...entry, error: bones(error) }),
  }
}

function bones(error: unknown): NonNullable<Entry['error']> {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: [] }
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? String(error.code) : null
  // Frames are `at function (file:line:column)`; the sentence before them is left out.
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node:internal'))
    .slice(0, 5)
    .map((line) => withoutFolder(line.trim()))
  return { name: error.name, code, at }
}

/** Where the program lies on this machine is nobody's business. */
function withoutFolder(frame: string): string {
  const from = frame.indexOf('file://')
  const inside = ['/src/', '/node_modules/'].map((name) => frame.indexOf(name, from)).filter((at) => at >= 0)
  return from < 0 || inside.length === 0 ? frame : frame.slice(0, from) + frame.slice(Math.min(...inside) + 1)
}
