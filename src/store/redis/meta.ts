import type { KeyChecks } from '../move/move.ts'
import { type NoticeName, type Notices, noticeNames, readNotice, refuseNotices } from '../move/notices.ts'
import type { Argument } from './client.ts'
import { bytes, number, type Reply, rows, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

/** What a store on Redis says of itself, beside its content. */
export interface Meta {
  /** Null: nothing was ever kept here. */
  readonly partitions: number | null
  readonly checks: KeyChecks | null
  readonly notices: Notices
  /** Everything is being read for a move, until then (Redis' clock). */
  readonly movingUntil: number
  /** What was moved here lies where its tag says (`strays.ts`); its events are remembered until then. Null: nothing was. */
  readonly straysUntil: number | null
  /** Redis' clock. */
  readonly now: number
}

export type MetaField = NoticeName | 'moving-until' | 'strays-until' | 'shape' | 'partitions' | 'master-key' | 'id-key'

export async function readMeta(wire: Wire, meta: string): Promise<Meta> {
  return metaOf(await wire.run(scripts.notice, [meta], ['read']))
}

export const setMeta = async (wire: Wire, meta: string, name: MetaField, value: Argument): Promise<void> =>
  void (await wire.run(scripts.notice, [meta], ['set', name, value]))

export const dropMeta = async (wire: Wire, meta: string, name: MetaField): Promise<void> =>
  void (await wire.run(scripts.notice, [meta], ['drop', name]))

/** Until then no server starts; whoever holds it does so again before it is over. */
export const holdStill = async (wire: Wire, meta: string, ms: number): Promise<void> =>
  void (await wire.run(scripts.notice, [meta], ['hold', 'moving-until', String(ms)]))

function metaOf(reply: Reply): Meta {
  const pairs = rows(reply, 2)
  const now = number(pairs.pop()?.[0])
  const found = new Map(pairs.map(([name, value]) => [text(name), bytes(value)] as const))
  const numberAt = (name: MetaField): number | null => (found.has(name) ? Number(found.get(name)) : null)
  const [masterKey, idKey] = [found.get('master-key'), found.get('id-key')]
  const notices = noticeNames.flatMap((name) => {
    const value = found.get(name)
    return value ? [[name, readNotice(value.toString())] as const] : []
  })
  return {
    partitions: numberAt('partitions'),
    checks: masterKey && idKey ? { masterKey, idKey } : null,
    notices: Object.fromEntries(notices),
    movingUntil: numberAt('moving-until') ?? 0,
    straysUntil: numberAt('strays-until'),
    now,
  }
}

/** Throws a sentence when nobody may work here now. */
export function refuseStart(meta: Meta): void {
  // Whoever starts knows it by its setting.
  refuseNotices(meta.notices, 'redis')
  if (meta.movingUntil > meta.now)
    throw new Error(
      'What is in Redis is just being moved, or brought back. Wait for the end of that command; it says what to start. If it was killed, try again in a quarter of a minute.',
    )
}
