import { randomBytes } from 'node:crypto'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { Settlement, Work } from '../../core/ports.ts'
import { losesWords } from '../semantics.ts'
import type { Agenda } from './agenda.ts'
import type { Clocks } from './clocks.ts'
import type { Entries } from './entries.ts'
import type { Layout } from './layout.ts'
import { packDelivery, unpackLine } from './lines.ts'
import { list, number, type Reply, rows } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Unanswered } from './unanswered.ts'
import type { Wire } from './wire.ts'

export interface Outbox {
  claim(now: Time, leaseMs: number, max: number): Promise<readonly Work[]>
  work(id: ConversationId, fence: number): Promise<Work | null>
  settle(settlement: Settlement): Promise<boolean>
  release(id: ConversationId, fence: number): Promise<void>
}

const operation = (): string => randomBytes(9).toString('base64url')

export interface OutboxParts {
  readonly wire: Wire
  readonly layout: Layout
  readonly entries: Entries
  readonly agenda: Agenda
  readonly clocks: Clocks
  readonly unanswered: Unanswered
}

export function createOutbox({ wire, layout, entries, agenda, clocks, unanswered }: OutboxParts): Outbox {
  /** Two claims of one process would both go for the same: one after the other they share. */
  let claiming: Promise<unknown> = Promise.resolve()

  function workOf(id: ConversationId, reply: Reply): Work | null {
    const [version = null, keyId = null, wrapped = null, sealed = null, tries, doubtful, fence, ...rest] = list(reply)
    if (version === null) return null
    const { conversation, key } = entries.open(id, version, keyId, wrapped, sealed)
    const { channel, address } = conversation
    const lines = rows(rest, 3).map((row) => unpackLine(key.key, id, [...row, waiting]))
    return {
      conversation: id,
      channel,
      address,
      lines,
      tries: number(tries),
      doubtful: number(doubtful) === 1,
      fence: number(fence),
    }
  }

  async function claim(now: Time, leaseMs: number, max: number): Promise<readonly Work[]> {
    const found = await agenda.ready(now, max)
    const claimed = found.map(async (id) => {
      const { name, keys } = layout.of(id)
      const under = operation()
      const args = [...clocks.both(now), id, String(leaseMs), under]
      return workOf(id, await unanswered.watched(id, under, () => wire.run(scripts.claim, [name, keys], args)))
    })
    // What one call could not claim another may: all of them are waited for, and what was claimed is not thrown away.
    const outcomes = await Promise.allSettled(claimed)
    for (const id of found) agenda.touch(id)
    const works = outcomes.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []))
    const failed = outcomes.find((one) => one.status === 'rejected')
    if (failed && works.length === 0) throw failed.reason
    return works
  }

  return {
    claim(now, leaseMs, max) {
      const turn = claiming.then(() => claim(now, leaseMs, max))
      claiming = turn.catch(() => undefined)
      return turn
    },

    async work(id, fence) {
      const { name, keys } = layout.of(id)
      return workOf(id, await wire.run(scripts.work, [name, keys], [...clocks.both(), id, String(fence)]))
    },

    async settle({ conversation: id, fence, line, outcome }) {
      const head = [...clocks.both(), id, String(fence), operation(), String(line), outcome.at]
      const args =
        outcome.at === 'later'
          ? [String(outcome.when), outcome.tried ? '1' : '0', outcome.doubtful ? '1' : '0']
          : await settled(id, line, outcome.state)
      if (!args) return false
      const done = await wire.run(scripts.settle, [layout.of(id).name], [...head, ...args])
      agenda.touch(id)
      return done === 1
    },

    async release(id, fence) {
      await wire.run(scripts.release, [layout.of(id).name], [id, String(fence)])
      agenda.touch(id)
    },
  }

  async function settled(id: ConversationId, line: number, state: Parameters<typeof packDelivery>[3]) {
    const key = (entries.known(id) ?? (await entries.load(id)))?.key.key
    // Whether the line is one that is to be forgotten the script knows.
    return key ? [packDelivery(key, id, line, state), losesWords(state, 0) ? '1' : '0'] : null
  }
}

const waiting = Buffer.from('waiting')
