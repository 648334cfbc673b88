import type { Keys } from '../../src/store/keys.ts'
import { move, type Outcome, type Source, type Target } from '../../src/store/move/move.ts'
import { openRedisTarget } from '../../src/store/redis/moving-in.ts'
import { openRedisSource } from '../../src/store/redis/moving-source.ts'
import type { PlaceOptions } from '../../src/store/redis/place.ts'
import { openSqliteTarget } from '../../src/store/sqlite/moving-in.ts'
import { openSqliteSource } from '../../src/store/sqlite/moving-source.ts'
import { now } from './rich.ts'
import { testKeys } from './test-keys.ts'

const quiet = () => undefined

/** One helpline on a Redis. */
export type There = PlaceOptions & { readonly keys: Keys }

export const sqliteSource = (dir: string, keys: Keys = testKeys) => openSqliteSource(dir, keys, now)
export const sqliteTarget = (dir: string, startOver = false) =>
  openSqliteTarget({ dir, keys: testKeys, at: now, startOver, still: true })
export const redisSource = (there: There) => openRedisSource({ ...there, at: now })
export const redisTarget = (there: There, startOver = false) =>
  openRedisTarget({ ...there, at: now, startOver, refuse: false, warn: quiet })

/** Moves, and closes both. */
export async function moved(source: Source, target: Target): Promise<Outcome> {
  try {
    return await move(source, target, quiet)
  } finally {
    await source.close()
    await target.close()
  }
}
