import type { RedisAddress } from './client.ts'
import { createLayout, type Layout } from './layout.ts'
import { dropMeta, holdStill, type Meta, readMeta } from './meta.ts'
import { partyChannel } from './party.ts'
import { createWire, type Wire } from './wire.ts'

/** A Redis of which everything is read, or which is filled: without a store on it, and without any of its processes. */
export interface Place {
  readonly where: string
  readonly wire: Wire
  readonly layout: Layout
  readonly meta: Meta
  /** How far its clock is ahead of ours. */
  readonly ahead: number
  refuseInUse(): Promise<void>
  /** From now on no server starts on it, as long as we live. */
  hold(): Promise<void>
  close(): Promise<void>
}

export interface PlaceOptions {
  readonly address: RedisAddress
  /** Before every key. */
  readonly name?: string
  /** Where nothing says how many it has. */
  readonly partitions: number
}

/** A talk of years is taken out with one call. */
const patienceMs = 20_000
const holdMs = 15_000

export async function openPlace({ address, name = 'tilts', partitions }: PlaceOptions): Promise<Place> {
  await knock(address)
  const wire = createWire({ address, patienceMs })
  try {
    const { meta: metaKey } = createLayout(name, 1)
    const meta = await readMeta(wire, metaKey)
    const where = whereOf(address)
    let holding: NodeJS.Timeout | undefined
    const hold = () => holdStill(wire, metaKey, holdMs)
    return {
      where,
      wire,
      layout: createLayout(name, meta.partitions ?? partitions),
      meta,
      ahead: aheadOf(meta.now),
      async refuseInUse() {
        const count = await listeners(wire, partyChannel(name))
        if (count > 0)
          throw new Error(
            `${where} is in use: ${count === 1 ? 'one process works' : `${count} processes work`} on it. Stop all servers and commands that use it, then run this again.`,
          )
      },
      async hold() {
        await hold()
        clearInterval(holding)
        // Should it fail once, the next does it; what it protects from is looked at again at the end.
        holding = setInterval(() => void hold().catch(() => undefined), holdMs / 3).unref()
      },
      async close() {
        clearInterval(holding)
        if (holding) await dropMeta(wire, metaKey, 'moving-until').catch(() => undefined)
        await wire.close()
      },
    }
  } catch (error) {
    await wire.close()
    throw error
  }
}

/** With little patience: whoever mistyped an address is told so at once. */
async function knock(address: RedisAddress): Promise<void> {
  const wire = createWire({ address, patienceMs: 2_000 })
  try {
    await wire.answers(3_000)
  } finally {
    await wire.close()
  }
}

/** Less than a second is the way there and back: nobody's line waits for that. */
function aheadOf(itsNow: number): number {
  const ahead = itsNow - Date.now()
  return Math.abs(ahead) < 1_000 ? 0 : ahead
}

/** As `NUMSUB` of each server says. */
async function listeners(wire: Wire, channel: string): Promise<number> {
  const answers = await wire.everywhere(['PUBSUB', 'NUMSUB', channel])
  return answers.reduce<number>((sum, answer) => sum + Number(Array.isArray(answer) ? answer[1] : 0), 0)
}

/** Without who signs in there, and how. */
function whereOf({ kind, path, servers, tls, database, master }: RedisAddress): string {
  if (path !== null) return `unix://${path}`
  const hosts = servers.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(',')
  if (kind === 'sentinel') return `sentinel://${hosts}/${master}`
  return `${tls ? 'rediss' : 'redis'}://${hosts}${database > 0 ? `/${database}` : ''}`
}
