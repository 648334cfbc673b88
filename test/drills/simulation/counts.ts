import type { Chronicle } from './chronicle.ts'
import type { Op } from './staff.ts'

const names = ['turns', 'lines', 'cases', 'deaths', 'refused', 'erased', 'failed', 'doubled', 'marked'] as const
/** How much happened: a run in which nothing did shows nothing. */
export type Counts = Readonly<Record<(typeof names)[number], number>>

export function countsOf({ told, turns: byEvent }: Chronicle, ops: readonly Op[], deaths: number): Counts {
  const turns = [...byEvent.values()].flat().map(({ turn }) => turn)
  const inState = (at: string): number => told.filter(({ state }) => state?.at === at).length
  return {
    turns: turns.length,
    lines: told.length,
    cases: new Set(turns.flatMap((turn) => (turn.case ? [turn.case.id] : []))).size,
    deaths,
    refused: ops.filter(({ answer }) => answer !== null && answer !== 'done').length,
    erased: turns.filter((turn) => turn.forget).length,
    failed: inState('failed'),
    doubled: told.filter(({ shown }) => shown > 1).length,
    marked: told.filter(({ state }) => state?.at === 'sent' && state.twice).length + inState('unconfirmed'),
  }
}

export const together = (all: readonly Counts[]): Counts =>
  Object.fromEntries(names.map((name) => [name, all.reduce((sum, counts) => sum + counts[name], 0)])) as Counts
