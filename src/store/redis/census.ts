import type { Census } from '../../core/ports.ts'
import { earliest } from '../semantics.ts'
import type { Agenda } from './agenda.ts'
import type { Layout } from './layout.ts'
import { list, number } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

/** More late due times than these are told as these: by then somebody has been called. */
const mostLate = 10_000

/** Counts what lies in all partitions. Asked every few seconds at most. */
export function createCensus(wire: Wire, layout: Layout, agenda: Agenda): Census {
  const names = layout.partitions.map(({ name }) => [name])
  return {
    async census(now) {
      const answers = (await wire.runOver(scripts.census, names, [])).map((answer) => list(answer).map(number))
      const sum = (at: number): number => answers.reduce((all, one) => all + (one[at] ?? 0), 0)
      const late = await agenda.due(now, mostLate)
      return {
        outbox: { lines: sum(0), since: earliest(answers.flatMap(([, since = 0]) => (since > 0 ? [since] : []))) },
        late: { count: late.length, since: earliest(late.map(({ at }) => at)) },
        files: { count: sum(2), bytes: sum(3) },
      }
    },
  }
}
