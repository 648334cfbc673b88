import type { ConversationId, Time } from '../../core/conversation.ts'
import type { DueTime } from '../../core/due.ts'
import type { Clocks } from './clocks.ts'
import type { Layout, Partition } from './layout.ts'
import { list, number, numberOrNull, rows, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

/**
 * What is to be sent and what is due, of all partitions. Whoever looks for work looks many times a second, and hardly
 * ever finds any: so the first times of each partition are remembered, and asked for again when we have changed
 * something there, and now and then, because other processes change things too.
 */
export interface Agenda {
  /** Something of this conversation has changed. */
  touch(id: ConversationId): void
  touchAll(): void
  /** Conversations with lines that may be sent, longest waiting first. */
  ready(now: Time, max: number): Promise<readonly ConversationId[]>
  due(now: Time, max: number): Promise<readonly (DueTime & { conversation: ConversationId })[]>
  next(): Promise<Time | null>
}

interface First {
  readonly due: Time | null
  readonly work: Time | null
}

/** `lookMs`: others' changes are found at the latest after so long. */
export function createAgenda(wire: Wire, layout: Layout, clocks: Clocks, lookMs: number): Agenda {
  const { partitions } = layout
  const firsts = new Map<number, First>()
  let stale = new Set<Partition>(partitions)
  let lookedAt = performance.now()
  let looking: Promise<unknown> = Promise.resolve()

  async function glance(): Promise<void> {
    if (performance.now() - lookedAt >= lookMs) stale = new Set(partitions)
    if (stale.size === 0) return
    const asked = [...stale]
    stale = new Set()
    if (asked.length === partitions.length) lookedAt = performance.now()
    try {
      const names = asked.map((partition) => [partition.name])
      const answers = await wire.runOver(scripts.glance, names, [...clocks.both()])
      const now = clocks.now()
      let i = 0
      for (const answer of answers) {
        const ahead = now - number(list(answer)[0])
        for (const [due, work] of rows(answer, 2, 1)) {
          const sends = numberOrNull(work)
          const partition = asked[i++]
          if (partition)
            firsts.set(partition.number, { due: numberOrNull(due), work: sends === null ? null : sends + ahead })
        }
      }
    } catch (error) {
      for (const partition of asked) stale.add(partition)
      throw error
    }
  }

  /** One after the other: an older answer must not stand over a newer one. */
  function look(): Promise<void> {
    const turn = looking.then(glance)
    looking = turn.catch(() => undefined)
    return turn
  }

  const where = (is: (first: First) => boolean): string[][] =>
    partitions.filter(({ number: no }) => is(firsts.get(no) ?? { due: null, work: null })).map(({ name }) => [name])

  return {
    touch: (id) => void stale.add(layout.of(id)),
    touchAll() {
      stale = new Set(partitions)
    },
    async ready(now, max) {
      await look()
      const names = where(({ work }) => work !== null && work <= now)
      const answers = await wire.runOver(scripts.ready, names, [...clocks.both(now), String(max)])
      return answers
        .flatMap((answer) => rows(answer, 2).map(([id, since]) => ({ id: text(id), since: number(since) })))
        .sort((a, b) => a.since - b.since)
        .slice(0, max)
        .map(({ id }) => id)
    },
    async due(now, max) {
      await look()
      const names = where(({ due }) => due !== null && due <= now)
      const answers = await wire.runOver(scripts.due, names, [String(now), String(max)])
      return answers
        .flatMap((answer) => rows(answer, 2).flatMap(([id, due]) => dueOf(text(id), text(due))))
        .filter((one) => one.at <= now)
        .sort((a, b) => a.at - b.at)
        .slice(0, max)
    },
    async next() {
      await look()
      const times = [...firsts.values()].flatMap(({ due, work }) => [due, work]).filter((time) => time !== null)
      return times.length > 0 ? Math.min(...times) : null
    },
  }
}

const dueOf = (conversation: ConversationId, json: string): (DueTime & { conversation: ConversationId })[] =>
  (JSON.parse(json) as DueTime[]).map((due) => ({ ...due, conversation }))
