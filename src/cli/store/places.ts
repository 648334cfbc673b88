import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readEnvFile } from '../../app/run.ts'
import { keysOf } from '../../app/store.ts'
import { type Config, readConfig } from '../../config.ts'
import { type RedisConfig, readRedis } from '../../config-redis.ts'
import type { Keys } from '../../store/keys.ts'

export type StorePlace =
  | { readonly kind: 'sqlite'; readonly dir: string }
  | { readonly kind: 'redis'; readonly redis: RedisConfig }

type Env = Readonly<Record<string, string | undefined>>

export function readSettings(): { readonly config: Config; readonly env: Env } {
  const env = { ...readEnvFile(), ...process.env }
  // It goes with DATA_DIR alone, and whoever moves is between the two.
  return { config: readConfig({ ...env, BACKUP_DIR: undefined }), env }
}

const forms =
  'Write `sqlite` (the folder of DATA_DIR), `sqlite:FOLDER`, `redis` (the server of REDIS_URL), or an address as REDIS_URL takes it (redis://…).'

/** What stands behind `--from` or `--to`; `which` begins a sentence about it. Throws a sentence; no password stands in it. */
export function placeOf(which: string, given: string, config: Config, env: Env): StorePlace {
  if (given === 'sqlite') return { kind: 'sqlite', dir: config.dataDir }
  if (given.startsWith('sqlite:')) {
    const dir = given.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '')
    if (dir === '') throw new Error(`${which} names no folder. ${forms}`)
    return { kind: 'sqlite', dir: resolve(dir) }
  }
  if (given === 'redis') {
    if (config.redis) return { kind: 'redis', redis: config.redis }
    throw new Error(`${which} is \`redis\`, but REDIS_URL is not set. Set it, or write the address itself: redis://…`)
  }
  if (/^(rediss?|unix|sentinel):\/\//.test(given)) {
    const faults: string[] = []
    const redis = readRedis((name) => (name === 'REDIS_URL' ? given : env[name]?.trim() || null), faults)
    if (redis && faults.length === 0) return { kind: 'redis', redis }
    throw new Error(`${which} cannot be read. ${faults.join(' ').replace('REDIS_URL must be', 'It must be')}`)
  }
  const meant = existsSync(join(given, 'helpline.db')) ? ` Do you mean sqlite:${given}?` : ''
  throw new Error(`${which} is neither sqlite nor redis.${meant} ${forms}`)
}

/** One pair of keys for both sides; outside production they may lie in a folder. Never makes new ones. */
export function keysFor(config: Config, places: readonly StorePlace[]): Keys & { readonly file: string | null } {
  const dirs = [...places.flatMap((place) => (place.kind === 'sqlite' ? [place.dir] : [])), config.dataDir]
  if (config.masterKey !== null && config.idKey !== null) return { ...keysOf(config), file: null }
  const dir = dirs.find((one) => existsSync(join(one, 'keys.env')))
  if (config.production || dir === undefined)
    throw new Error(
      `MASTER_KEY and ID_KEY are not both set, and there is no keys.env in ${dirs.join(' or ')}. Set those with which the data was made: nothing can be read without them.`,
    )
  return { ...keysOf({ ...config, dataDir: dir }), file: join(dir, 'keys.env') }
}

/** As a store is opened. */
export function redisOf({ partitions, ...address }: RedisConfig) {
  return { address, partitions }
}
