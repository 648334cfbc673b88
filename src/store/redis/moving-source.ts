import type { Source } from '../move/move.ts'
import { type Notice, refuseNotices, writeNotice } from '../move/notices.ts'
import { createSeal } from '../seal.ts'
import { dropMeta, setMeta } from './meta.ts'
import type { MovingOptions } from './moving-in.ts'
import { redisRows } from './moving-out.ts'
import { openPlace, type Place, type PlaceOptions } from './place.ts'
import { number } from './reply.ts'
import { scripts } from './scripts.ts'
import { checkFound } from './start.ts'

/** Everything that lies on a Redis. */
export async function openRedisSource(options: MovingOptions): Promise<Source> {
  const place = await openPlace(options)
  const { wire, layout, meta, where } = place
  try {
    refuseNotices(meta.notices, where)
    if (!meta.checks) throw new Error(`Nothing was ever kept in ${where}: there is nothing to move.`)
    checkFound(meta.checks, createSeal(options.keys), options.keys)
  } catch (error) {
    await place.close()
    throw error
  }
  return {
    where,
    checks: meta.checks,
    conversations: () => countTalks(place),
    rows: () => redisRows(place, options.keys, options.at),
    async refuseInUse() {
      await place.refuseInUse()
      await place.hold()
    },
    leave: (to) => setMeta(wire, layout.meta, 'moved-to', writeNotice(to, options.at)),
    close: place.close,
  }
}

async function countTalks({ wire, layout }: Place): Promise<number> {
  let count = 0
  for (const { name, keys } of layout.partitions)
    count += number(await wire.run(scripts.movingOut, [name, keys], ['count']))
  return count
}

/** Takes the notice of a move away from where everything was left; gives it. */
export async function reopenRedis(options: PlaceOptions): Promise<Notice | null> {
  const place = await openPlace(options)
  try {
    const { notices } = place.meta
    if (notices['half-moved']) refuseNotices(notices, place.where)
    const notice = notices['moved-to'] ?? null
    if (notice) await dropMeta(place.wire, place.layout.meta, 'moved-to')
    return notice
  } finally {
    await place.close()
  }
}
