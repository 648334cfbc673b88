import { parseArgs } from 'node:util'
import { readEnvFile } from '../app/run.ts'
import { keysOf } from '../app/store.ts'
import { readConfig } from '../config.ts'
import { copiesIn, putBack } from '../store/sqlite/backup.ts'
import { createSqliteStore } from '../store/sqlite/store.ts'

const usage = `Copies of all data, and bringing one back. Stop the server first: its data folder belongs to one process.
While it runs it makes a copy every hour by itself when BACKUP_DIR is set.

npm run backup -- --to DIR                      makes a copy
npm run backup -- --list DIR                    shows which copies there are
npm run backup -- --restore DIR [--copy FILE]   puts a copy, usually the newest, into DATA_DIR, which must be empty

A copy is sealed like the data: MASTER_KEY and ID_KEY are not in it. Keep them apart, and safe: without them nobody can read it.`

try {
  const { values } = parseArgs({
    options: {
      to: { type: 'string' },
      list: { type: 'string' },
      restore: { type: 'string' },
      copy: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { to, list, restore, copy } = values
  if (to !== undefined) await make(to)
  else if (list !== undefined) show(list)
  else if (restore !== undefined) await bringBack(restore, copy)
  else console.log(usage)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function settings() {
  const config = readConfig({ ...readEnvFile(), ...process.env })
  const { dataDir } = config
  return { dataDir, open: () => createSqliteStore({ dir: dataDir, keys: keysOf(config) }) }
}

async function make(to: string): Promise<void> {
  const store = settings().open()
  try {
    const bytes = await store.backUp(to, Date.now())
    console.log(`Copied ${Math.ceil(bytes / 1024)} KB to ${to}: ${copiesIn(to)[0]} and keys.db.`)
  } finally {
    await store.close()
  }
}

function show(dir: string): void {
  const copies = copiesIn(dir)
  console.log(copies.length > 0 ? copies.join('\n') : `There is no copy in ${dir}.`)
}

async function bringBack(from: string, wanted: string | undefined): Promise<void> {
  const name = wanted ?? copiesIn(from)[0]
  if (name === undefined) throw new Error(`There is no copy in ${from}.`)
  const { dataDir, open } = settings()
  putBack(from, name, dataDir)
  const store = open()
  try {
    const [waiting, closed, staff] = [
      await store.cases({ open: true, max: 100_000 }),
      await store.cases({ open: false, max: 100_000 }),
      await store.staff(),
    ]
    console.log(
      `${name} is back in ${dataDir}: ${waiting.length} open cases, ${closed.length} closed ones, ${staff.length} members of staff.\nWhat was said after it was made is not there; what was on its way then may be sent again, and is shown so.`,
    )
  } finally {
    await store.close()
  }
}
