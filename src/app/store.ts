import type { Config } from '../config.ts'
import { alone, type Party } from '../core/party.ts'
import type { Census, Files, Records, Store } from '../core/ports.ts'
import { type Keys, loadKeys } from '../store/keys.ts'
import type { Rewrapping } from '../store/rewrap.ts'
import { createSqliteStore, type SqliteStore } from '../store/sqlite/store.ts'

type Settings = KeySettings & Pick<Config, 'filesMaxBytes' | 'redis'>
type KeySettings = Pick<Config, 'dataDir' | 'production' | 'masterKey' | 'olderMasterKeys' | 'idKey'>

export interface Opened {
  readonly store: Store & Records & Files & Census
  /** Null: the master key has not changed. */
  readonly rewrapping: Rewrapping | null
  /** The other processes on the same store. */
  readonly party: Party
  /** How long a process that has died keeps others from sending; null = there are no others. */
  readonly leaseMs: number | null
  /** Makes copies while we work; null: Redis has ways of its own. */
  readonly copies: Pick<SqliteStore, 'backUp' | 'renewKeys'> | null
  close(): Promise<void>
}

/** Renewed while a message is on its way: what a dead process has left is taken up after so long. */
const leaseMs = 2_000

/** Where conversations are kept: on Redis when there is a REDIS_URL, in DATA_DIR otherwise. */
export async function openStore(config: Settings, keys: Keys): Promise<Opened> {
  const { redis, dataDir: dir, filesMaxBytes, production } = config
  const isChanged = (keys.olderMasterKeys ?? []).length > 0
  if (!redis) {
    const store = createSqliteStore({ dir, keys, filesMaxBytes })
    return {
      store,
      rewrapping: isChanged ? store : null,
      party: alone,
      leaseMs: null,
      copies: store,
      close: store.close,
    }
  }
  // Some megabytes that most helplines never need.
  const { openRedisStore } = await import('../store/redis/store.ts')
  const { joinParty } = await import('../store/redis/party.ts')
  const { partitions, ...address } = redis
  const store = await openRedisStore({
    address,
    partitions,
    keys,
    leaseMs,
    filesMaxBytes,
    // In production nothing is kept where it may be lost; elsewhere it is enough to say so.
    refuse: production,
    warn: (sentence) => void process.stderr.write(`${sentence}\n`),
  })
  const party = await joinParty(address, keys)
  return {
    store,
    rewrapping: isChanged ? store : null,
    party,
    leaseMs,
    copies: null,
    async close() {
      party.close()
      await store.close()
    },
  }
}

/** From the settings, or made in DATA_DIR outside production. */
export const keysOf = ({ masterKey, olderMasterKeys, idKey, dataDir, production }: KeySettings): Keys =>
  loadKeys({
    MASTER_KEY: masterKey ?? undefined,
    MASTER_KEYS_OLD: olderMasterKeys,
    ID_KEY: idKey ?? undefined,
    dataDir,
    production,
  })
