import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Keys } from '../store/keys.ts'
import { copyRedis, renewRedisKeys } from '../store/move/copy.ts'
import { move, type Source } from '../store/move/move.ts'
import { openRedisTarget } from '../store/redis/moving-in.ts'
import { copiesIn, putBack } from '../store/sqlite/backup.ts'
import { openSqliteSource } from '../store/sqlite/moving-source.ts'
import { createSqliteStore } from '../store/sqlite/store.ts'
import { keysFor, readSettings, redisOf } from './store/places.ts'
import { createTeller, table } from './store/telling.ts'

const usage = `Copies of all data, and bringing one back.
In DATA_DIR: stop the server first, its data folder belongs to one process. While it runs it makes a copy every hour by
itself when BACKUP_DIR is set. On Redis (REDIS_URL): the servers may run on while a copy is made; to bring one back stop them.

npm run backup -- --to DIR                      makes a copy
npm run backup -- --keys DIR                    makes the keys anew that lie beside the copies: who was erased goes from all of them
npm run backup -- --list DIR                    shows which copies there are
npm run backup -- --restore DIR [--copy FILE]   puts a copy, usually the newest, into DATA_DIR or Redis, which must be empty
                                                (--start-over: after a restore that has not come to its end)

A copy is sealed like the data: MASTER_KEY and ID_KEY are not in it. Keep them apart, and safe: without them nobody can read it.
Copies have one form: one that was made of Redis can be put into a DATA_DIR, and the other way round.`

const lost =
  'What was said after it was made is not there; what was on its way then may be sent again, and is shown so.'

const teller = createTeller(process.stderr)

try {
  const { values } = parseArgs({
    options: {
      to: { type: 'string' },
      keys: { type: 'string' },
      list: { type: 'string' },
      restore: { type: 'string' },
      copy: { type: 'string' },
      'start-over': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { to, keys, list, restore, copy } = values
  if (to !== undefined) await make(to)
  else if (keys !== undefined) await renewKeys(keys)
  else if (list !== undefined) show(list)
  else if (restore !== undefined) await bringBack(restore, copy, values['start-over'])
  else console.log(usage)
} catch (error) {
  teller.end()
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function settings() {
  const { config } = readSettings()
  const keys = keysFor(config, [])
  return { config, keys, dataDir: config.dataDir, open: () => createSqliteStore({ dir: config.dataDir, keys }) }
}

async function make(to: string): Promise<void> {
  const { config, keys, open } = settings()
  if (config.redis) {
    const made = await copyRedis({ ...redisOf(config.redis), keys, at: Date.now() }, to, teller.progress)
    teller.end()
    const { count } = made.source.conversations
    return console.log(
      `Copied ${count} conversations, ${Math.ceil(made.bytes / 1024)} KB, to ${to}: ${made.name} and keys.db. Read back: the same.`,
    )
  }
  const store = open()
  try {
    const bytes = await store.backUp(to, Date.now())
    console.log(`Copied ${Math.ceil(bytes / 1024)} KB to ${to}: ${copiesIn(to)[0]} and keys.db.`)
  } finally {
    await store.close()
  }
}

async function renewKeys(dir: string): Promise<void> {
  if (copiesIn(dir).length === 0) throw new Error(`There is no copy in ${dir}.`)
  const { config, keys, open } = settings()
  if (config.redis) await renewRedisKeys({ ...redisOf(config.redis), keys, at: Date.now() }, dir)
  else {
    const store = open()
    store.renewKeys(dir)
    await store.close()
  }
  console.log(`keys.db in ${dir} is new: whoever was erased until now is in no copy there any more.`)
}

function show(dir: string): void {
  const copies = copiesIn(dir)
  console.log(copies.length > 0 ? copies.join('\n') : `There is no copy in ${dir}.`)
}

async function bringBack(from: string, wanted: string | undefined, startOver: boolean): Promise<void> {
  const name = wanted ?? copiesIn(from)[0]
  if (name === undefined) throw new Error(`There is no copy in ${from}.`)
  const { config, keys, dataDir, open } = settings()
  if (config.redis) return bringBackToRedis(config, keys, from, name, startOver)
  putBack(from, name, dataDir)
  const store = open()
  try {
    const [waiting, closed, staff] = [
      await store.cases({ open: true, max: 100_000 }),
      await store.cases({ open: false, max: 100_000 }),
      await store.staff(),
    ]
    console.log(
      `${name} is back in ${dataDir}: ${waiting.length} open cases, ${closed.length} closed ones, ${staff.length} members of staff.\n${lost}`,
    )
  } finally {
    await store.close()
  }
}

/** By way of a folder of its own: whoever was erased since is found there by their missing key. */
async function bringBackToRedis(
  config: Config,
  keys: Keys,
  from: string,
  name: string,
  startOver: boolean,
): Promise<void> {
  const { redis, production: refuse, dataDir } = config
  if (!redis) return
  const part = join(dataDir, 'restore.part')
  const at = Date.now()
  const warn = (sentence: string) => void process.stderr.write(`${sentence}\n`)
  const target = await openRedisTarget({ ...redisOf(redis), keys, at, startOver, refuse, warn })
  let source: Source | null = null
  try {
    rmSync(part, { recursive: true, force: true })
    putBack(from, name, part)
    source = openSqliteSource(part, keys, at)
    const outcome = await move({ ...source, where: `the copy ${name}` }, target, teller.progress)
    teller.end()
    console.log(table(outcome))
    if (outcome.differing.length > 0)
      throw new Error(`Not the same: ${outcome.differing.join(', ')}. Run this again with --start-over.`)
    console.log(`\n${name} is back in ${target.where}.\n${lost}`)
  } finally {
    await source?.close()
    await target.close()
    rmSync(part, { recursive: true, force: true })
  }
}
