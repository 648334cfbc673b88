import { parseArgs } from 'node:util'
import { move, type Outcome, type Source, type Target } from '../store/move/move.ts'
import { openRedisTarget } from '../store/redis/moving-in.ts'
import { openRedisSource, reopenRedis } from '../store/redis/moving-source.ts'
import { openSqliteTarget } from '../store/sqlite/moving-in.ts'
import { openSqliteSource, reopenSqlite } from '../store/sqlite/moving-source.ts'
import { keysFor, placeOf, readSettings, redisOf, type StorePlace } from './store/places.ts'
import { createTeller, table } from './store/telling.ts'

const usage = `Moves everything from one store to another: conversations, waiting messages, cases, due times, files, the ledger,
remembered events, staff and whoever is signed in. Stop the server first, all processes of it.

npm run store -- move --from sqlite --to redis           from the folder DATA_DIR to the server of REDIS_URL
npm run store -- move --from redis --to sqlite:FOLDER    and back, into an empty folder
npm run store -- reopen sqlite|redis                     a helpline that was moved away may be started here again

--from, --to   sqlite          the folder DATA_DIR
               sqlite:FOLDER   another one
               redis           the server of REDIS_URL
               redis://…       another one, as REDIS_URL takes it (rediss, unix, sentinel, a cluster's servers with commas)
--start-over   when a move has not come to its end: throws away what it left on the other side, and begins anew

With the MASTER_KEY and ID_KEY of the helpline: what is sealed stays sealed. The target must be empty. The source is only
read; when all of it was read back from the target and is the same, the source says so itself and does not start
any more. Until then nobody can start on the target.`

const teller = createTeller(process.stderr)

try {
  const { values, positionals } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      'start-over': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  const [what, ...rest] = positionals
  if (values.help || what === undefined) console.log(usage)
  else if (what === 'move' && rest.length === 0) await run(values)
  else if (what === 'reopen' && rest.length === 1) await reopen(rest[0] ?? '')
  else throw new Error(`\`${positionals.join(' ')}\` is not understood.\n\n${usage}`)
} catch (error) {
  teller.end()
  console.error(error instanceof Error ? error.message : error)
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    console.error('How it is written: npm run store -- --help')
  process.exitCode = 1
}

interface Flags {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly 'start-over': boolean
}

async function run(flags: Flags): Promise<void> {
  const { config, env } = readSettings()
  if (flags.from === undefined || flags.to === undefined)
    throw new Error('Say from where to where: npm run store -- move --from sqlite --to redis')
  const from = placeOf('The source (--from)', flags.from, config, env)
  const to = placeOf('The target (--to)', flags.to, config, env)
  if (isSame(from, to)) throw new Error('--from and --to are the same place: there is nothing to move.')
  const keys = keysFor(config, [from, to])
  const at = Date.now()
  const source =
    from.kind === 'sqlite'
      ? openSqliteSource(from.dir, keys, at)
      : await openRedisSource({ ...redisOf(from.redis), keys, at })
  try {
    const startOver = flags['start-over']
    const warn = (sentence: string) => void process.stderr.write(`${sentence}\n`)
    const target =
      to.kind === 'sqlite'
        ? openSqliteTarget({ dir: to.dir, keys, at, startOver, still: true })
        : await openRedisTarget({ ...redisOf(to.redis), keys, at, startOver, refuse: config.production, warn })
    try {
      const outcome = await moveOrTell(source, target)
      teller.end()
      console.log(table(outcome))
      if (outcome.differing.length > 0)
        throw new Error(
          `Not the same on both sides: ${outcome.differing.join(', ')}. The source is as it was, and may be started. ${target.where} stays closed: run this again with --start-over. If it differs again, report it to the developers with this table; no word of anybody stands in it.`,
        )
      console.log(`\nEverything is in ${target.where}, and the same. Next:\n${next(from, to, source.where, keys.file)}`)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** Once something was written, whoever runs it must know what that means. */
async function moveOrTell(source: Source, target: Target): Promise<Outcome> {
  let begun = false
  const begin: Target['begin'] = (...given) => {
    begun = true
    return target.begin(...given)
  }
  try {
    return await move(source, { ...target, begin }, teller.progress)
  } catch (error) {
    if (!begun) throw error
    teller.end()
    console.error(
      'It broke off. Nothing is lost: the source is as it was, and nobody can start on the half-filled target.',
    )
    console.error('Put right what follows, then run the same command with --start-over:')
    throw error
  }
}

/** What whoever runs it must do now. */
function next(from: StorePlace, to: StorePlace, left: string, keyFile: string | null): string {
  const count = to.kind === 'redis' && to.redis.partitions !== 64 ? ` and REDIS_PARTITIONS=${to.redis.partitions}` : ''
  const steps = [
    to.kind === 'sqlite'
      ? `Set DATA_DIR=${to.dir}, take REDIS_URL out of the settings; BACKUP_DIR may be set again. The folder \`audit\` and questions.json of the DATA_DIR before belong there.`
      : `Set REDIS_URL${count}, take BACKUP_DIR out of the settings. DATA_DIR stays: the audit book lies there. Copies are made by \`npm run backup -- --to\` from now on, best into the folder of BACKUP_DIR: so its older ones forget whoever is erased.`,
    keyFile
      ? `MASTER_KEY and ID_KEY lie in ${keyFile}: it belongs into DATA_DIR.`
      : 'MASTER_KEY and ID_KEY stay as they are.',
    'Start the server, write to the bot, look at the console.',
    `${left} is as it was, and does not start any more (\`npm run store -- reopen\` lets it). Whoever is erased from now on still lies there: within days ${from.kind === 'sqlite' ? `delete helpline.db and keys.db in ${from.dir}` : 'empty it'}.`,
  ]
  return steps.map((step, i) => `${i + 1}. ${step}`).join('\n')
}

async function reopen(given: string): Promise<void> {
  const { config, env } = readSettings()
  const place = placeOf('What is to be opened again', given, config, env)
  const notice = place.kind === 'sqlite' ? reopenSqlite(place.dir) : await reopenRedis(redisOf(place.redis))
  if (!notice) return console.log('It was not moved away: it may be started as it is.')
  console.log(
    `It may be started here again. What was said in ${notice.other} since ${notice.at} is not here. Never start both: people would be answered twice, from two memories.`,
  )
}

function isSame(a: StorePlace, b: StorePlace): boolean {
  if (a.kind === 'sqlite' || b.kind === 'sqlite')
    return a.kind === b.kind && 'dir' in a && 'dir' in b && a.dir === b.dir
  const of = ({ redis: { servers, path, database, master } }: typeof a) =>
    JSON.stringify([servers, path, database, master])
  return of(a) === of(b)
}
