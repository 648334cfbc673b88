/** One figure with the goal beside it. */
export interface Figure {
  readonly what: string
  readonly found: string
  readonly goal: string
  /** Null: there is no goal. */
  readonly reached: boolean | null
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, found, goal, reached }) => [
    what,
    found,
    reached === null ? goal : `${goal}: ${reached ? 'reached' : 'not reached'}`,
  ])
  return ['| | | goal |', '|---|--:|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')
}

/** On a terminal one line that changes; else a line now and then. */
export function progress(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`)
  else process.stderr.write(`${words}\n`)
}

export interface Options {
  readonly rounds: number
  readonly messages: number | null
}

export type Part = (options: Options) => Promise<readonly Figure[]>
