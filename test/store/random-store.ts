import type { Files, Store } from '../../src/core/ports.ts'
import type { DeliveryState } from '../../src/core/transcript.ts'
import { seeded } from '../drills/random.ts'
import { caseOf, conversation, hour, interpretation, said, toSay, turn } from './builders.ts'
import { farOff, now } from './rich.ts'

const states: readonly DeliveryState[] = [
  { at: 'sent', receipt: 'r' },
  { at: 'sent', receipt: null, twice: true },
  { at: 'shelved' },
  { at: 'unconfirmed' },
  { at: 'failed', why: 'blocked' },
]

/** Sixty talks of one to six turns each, by chance. */
export async function fillRandomly(store: Store & Files, seed: number): Promise<void> {
  await Promise.all(Array.from({ length: 60 }, (_, i) => talk(store, `t${i}`, chances(seed * 1_000 + i))))
  const { chance, some, when } = chances(seed)
  for (const { conversation: id, fence, lines } of await store.claimWork(farOff, 60_000, 40)) {
    const line = lines[0]?.number ?? 0
    const state = states[some(states.length - 1)] ?? { at: 'shelved' }
    if (chance(0.5)) await store.settle({ conversation: id, fence, line, outcome: { at: 'settled', state } })
    else
      await store.settle({ conversation: id, fence, line, outcome: { at: 'later', when: when(), tried: chance(0.7) } })
    await store.release(id, fence)
  }
}

/** Each talk has its own: they come about side by side. */
function chances(seed: number) {
  const random = seeded(seed)
  return {
    chance: (share: number): boolean => random() < share,
    some: (most: number): number => Math.floor(random() * (most + 1)),
    when: (): number => now + Math.floor((random() - 0.5) * 48) * hour,
  }
}

async function talk(
  store: Store & Files,
  id: string,
  { chance, some, when }: ReturnType<typeof chances>,
): Promise<void> {
  let number = 0
  if (chance(0.1)) {
    const sealed = Buffer.alloc(some(600_000), 7)
    await store.keepFile({ id: `file-of-${id}`, conversation: id, sealed, until: when() })
  }
  for (let version = 0; version <= some(5); version++) {
    const lines = Array.from({ length: some(4) }, () => {
      const until = chance(0.4) ? when() : null
      return chance(0.4) ? toSay(++number, 'to say', { until }) : said(++number, 'ā €🙂', { until })
    })
    const handling = { at: chance(0.5) ? 'bot' : 'closed' } as never
    const closed = chance(0.5)
    const view = caseOf(id, `case-${id}-${some(2)}`, {
      state: closed ? 'closed' : 'queued',
      urgency: chance(0.3) ? 'danger' : 'normal',
      openedAt: when(),
      closedAt: closed ? when() : null,
    })
    const services = chance(0.3) ? [interpretation({ case: view.id, endedAt: when(), office: null })] : []
    const answer = await store.commit(
      turn(conversation(id, { lines: number, handling, touchedAt: when() }), version, {
        lines,
        due: chance(0.3) ? [{ name: 'waiting', at: when() }] : [],
        case: chance(0.4) ? view : null,
        services,
        keep: chance(0.1),
        forget: chance(0.1),
        at: now - some(40) * hour,
      }),
    )
    if (answer.at !== 'done') throw new Error(`The turn was refused: ${answer.at}`)
    if (answer.fence !== null) await store.release(id, answer.fence)
  }
}
