import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { copiesIn } from '../store/sqlite/backup.ts'
import type { SqliteStore } from '../store/sqlite/store.ts'
import type { Log } from '../web/log.ts'

export interface BackupParts {
  readonly copies: Pick<SqliteStore, 'backUp' | 'renewKeys'> | null
  readonly log: Log
  readonly now: () => number
}

const hourMs = 3_600_000
const hourly = 24
const daily = 7

/** A copy at the start and every hour, until `signal`. One that fails is noted, and the next one comes. */
export async function backupLoop(parts: BackupParts, dir: string | null, signal: AbortSignal): Promise<void> {
  while (dir !== null && parts.copies !== null && !signal.aborted) {
    await backUp(parts, dir).catch((error: unknown) => parts.log.trouble({ event: 'backup' }, error))
    await setTimeout(hourMs, undefined, { signal }).catch(() => undefined)
  }
}

async function backUp({ copies, log, now }: BackupParts, dir: string): Promise<void> {
  const began = now()
  await copies?.backUp(dir, began)
  for (const name of outdated(copiesIn(dir))) rmSync(join(dir, name))
  log.note({ event: 'backed up', count: copiesIn(dir).length, ms: now() - began })
}

/** Whoever is erased between two copies goes from the copies, too: their keys do, and nothing else opens their words. */
export function renewCopiedKeys(copies: BackupParts['copies'], dir: string | null): void {
  if (dir !== null && copiesIn(dir).length > 0) copies?.renewKeys(dir)
}

/** All but the newest of the last 24 and the newest of each of the last seven days. `copies`: newest first. */
export function outdated(copies: readonly string[]): readonly string[] {
  const dayOf = (name: string): string => name.slice('helpline-'.length, 'helpline-20261123'.length)
  const days = [...new Set(copies.map(dayOf))].slice(0, daily)
  const newestOfDay = new Set(days.map((day) => copies.find((name) => dayOf(name) === day)))
  return copies.slice(hourly).filter((name) => !newestOfDay.has(name))
}
