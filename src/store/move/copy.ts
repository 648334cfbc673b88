import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { MovingOptions } from '../redis/moving-in.ts'
import { redisKeys, redisRows } from '../redis/moving-out.ts'
import { openPlace, type Place } from '../redis/place.ts'
import { keysName, stampOf } from '../sqlite/backup.ts'
import { openSqliteTarget } from '../sqlite/moving-in.ts'
import { writeKeys } from '../sqlite/moving-rows.ts'
import { type Outcome, type Progress, through } from './move.ts'
import { refuseNotices } from './notices.ts'
import { differing } from './totals.ts'

export interface CopyMade extends Outcome {
  readonly name: string
  readonly bytes: number
}

/**
 * A copy of a Redis in the form of SQLite's copies, while servers work on it: each conversation as it stood at one moment,
 * not all of them at the same. Last come the keys, in the place of those before: whoever was erased by then is in no copy.
 */
export async function copyRedis(
  options: MovingOptions,
  dir: string,
  progress: (progress: Progress) => void,
): Promise<CopyMade> {
  const { keys, at } = options
  const place = await openPlace(options)
  const part = join(dir, 'copy.part')
  try {
    refuseNotices(place.meta.notices, place.where)
    const { checks } = place.meta
    if (!checks) throw new Error(`Nothing was ever kept in ${place.where}: there is nothing to copy.`)
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    rmSync(part, { recursive: true, force: true })
    const target = openSqliteTarget({ dir: part, keys, at, startOver: false, still: false })
    let outcome: Outcome
    try {
      await target.begin(place.where, checks)
      const source = await through(redisRows(place, keys, at), 'moving', 0, progress, (row) => target.put(row))
      await target.flush()
      const found = await through(target.rows(), 'reading again', source.conversations.count, progress)
      outcome = { erased: 0, source, target: found, differing: differing(source, found) }
      if (outcome.differing.length > 0)
        throw new Error(`The copy does not hold what was read (${outcome.differing.join(', ')}). Make it again.`)
      await target.complete()
    } finally {
      await target.close()
    }
    const name = `helpline-${stampOf(at)}.db`
    toDisk(join(part, 'helpline.db'))
    renameSync(join(part, 'helpline.db'), join(dir, name))
    const bytes = statSync(join(dir, name)).size + (await keysOf(place, dir))
    return { ...outcome, name, bytes }
  } finally {
    rmSync(part, { recursive: true, force: true })
    await place.close()
  }
}

/** The keys alone, where copies lie: whoever was erased since cannot be brought back from any of them. Gives their number. */
export async function renewRedisKeys(options: MovingOptions, dir: string): Promise<number> {
  const place = await openPlace(options)
  try {
    refuseNotices(place.meta.notices, place.where)
    return await keysOf(place, dir)
  } finally {
    await place.close()
  }
}

/** In the place of those before: whole or not at all. */
async function keysOf(place: Place, dir: string): Promise<number> {
  const part = `${keysName}.part`
  try {
    await writeKeys(dir, part, redisKeys(place))
    chmodSync(join(dir, part), 0o600)
    toDisk(join(dir, part))
    renameSync(join(dir, part), join(dir, keysName))
    toDisk(dir)
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(join(dir, part + end), { force: true })
  }
  return statSync(join(dir, keysName)).size
}

function toDisk(path: string): void {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
