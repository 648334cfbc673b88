import type { Config } from '../config.ts'
import type { Files, Records, Store } from '../core/ports.ts'
import { type Keys, loadKeys } from '../store/keys.ts'
import { openRedisStore } from '../store/redis/store.ts'
import { createSqliteStore } from '../store/sqlite/store.ts'

type Settings = Pick<Config, 'dataDir' | 'filesMaxBytes' | 'production' | 'redis' | 'masterKey' | 'idKey'>

/** Where conversations are kept: on Redis when there is a REDIS_URL, in DATA_DIR otherwise. */
export async function openStore(config: Settings, keys: Keys): Promise<Store & Records & Files> {
  const { redis, dataDir: dir, filesMaxBytes, production } = config
  if (!redis) return createSqliteStore({ dir, keys, filesMaxBytes })
  const { partitions, ...address } = redis
  return openRedisStore({
    address,
    partitions,
    keys,
    filesMaxBytes,
    // In production nothing is kept where it may be lost; elsewhere it is enough to say so.
    refuse: production,
    warn: (sentence) => void process.stderr.write(`${sentence}\n`),
  })
}

/** From the settings, or made in DATA_DIR outside production. */
export const keysOf = ({ masterKey, idKey, dataDir, production }: Settings): Keys =>
  loadKeys({ MASTER_KEY: masterKey ?? undefined, ID_KEY: idKey ?? undefined, dataDir, production })
