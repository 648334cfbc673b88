import { randomBytes } from 'node:crypto'
import type { Time } from '../../core/conversation.ts'
import { keepLedgerMs, rememberEventsMs, waitsOnMs } from '../semantics.ts'
import type { Clocks } from './clocks.ts'
import type { Layout, Partition } from './layout.ts'
import { list, number } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

/** A piece at a time: people who write meanwhile wait for one piece, not for a month's worth. */
const piece = 100

interface Swept {
  readonly lines: number
  readonly conversations: number
}

/** Erases what has passed its time, one partition after the other. */
export async function sweep(
  wire: Wire,
  layout: Layout,
  clocks: Clocks,
  now: Time,
  retentionMs: number,
): Promise<Swept> {
  const total = { lines: 0, conversations: 0 }
  const times = [now - retentionMs, now - waitsOnMs, now - rememberEventsMs, now - keepLedgerMs].map(String)
  for (const partition of layout.partitions) {
    const swept = await sweepOne(wire, partition, clocks.both(now), times)
    total.lines += swept.lines
    total.conversations += swept.conversations
  }
  return total
}

async function sweepOne(
  wire: Wire,
  { name, keys }: Partition,
  clocks: readonly string[],
  times: readonly string[],
): Promise<Swept> {
  const total = { lines: 0, conversations: 0 }
  let stay = ['0', '0']
  for (;;) {
    const operation = randomBytes(9).toString('base64url')
    const answer = await wire.run(scripts.sweep, [name, keys], [...clocks, operation, ...times, ...stay, String(piece)])
    const [lines = 0, conversations = 0, more = 0, ...looked] = list(answer).map(number)
    total.lines += lines
    total.conversations += conversations
    if (more === 0) return total
    stay = looked.map(String)
  }
}
