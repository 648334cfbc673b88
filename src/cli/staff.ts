import { randomBytes, randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import type { Records, Role } from '../core/ports.ts'
import { hashPassword, shortestPassword } from '../staff/passwords.ts'
import { loadKeys } from '../store/keys.ts'
import { createSqliteStore } from '../store/sqlite/store.ts'

const usage = `npm run staff -- add LOGIN --name "Display name" [--roles consultant,coordinator] [--desks general,legal] [--languages lv,ru,en]
npm run staff -- list
npm run staff -- remove LOGIN

Who works here. The password is asked for (or read from standard input), never given on the command line; an empty one
makes a random password and prints it once. Stop the server first: its data folder belongs to one process.`

const roles: readonly Role[] = ['consultant', 'psychologist', 'interpreter', 'editor', 'coordinator']

const { values, positionals } = parseArgs({
  options: {
    name: { type: 'string' },
    roles: { type: 'string', default: 'consultant' },
    desks: { type: 'string', default: 'general' },
    languages: { type: 'string', default: 'lv,ru,en' },
    help: { type: 'boolean', short: 'h' },
  },
  allowPositionals: true,
})

try {
  await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(): Promise<void> {
  const [what, login] = positionals
  if (values.help || !what) return console.log(usage)
  const config = readConfig(process.env)
  const keys = loadKeys({
    MASTER_KEY: config.masterKey ?? undefined,
    ID_KEY: config.idKey ?? undefined,
    dataDir: config.dataDir,
    production: config.production,
  })
  const store = createSqliteStore({ dir: config.dataDir, keys })
  try {
    if (what === 'list') await list(store)
    else if (what === 'add' && login) await add(store, login.toLowerCase())
    else if (what === 'remove' && login) await remove(store, login.toLowerCase())
    else throw new Error(usage)
  } finally {
    await store.close()
  }
}

async function list(records: Records): Promise<void> {
  const staff = await records.staff()
  if (staff.length === 0) console.log('Nobody yet. Add somebody with: npm run staff -- add LOGIN --name "Display name"')
  for (const { login, displayName, roles: has, desks, languages } of staff) {
    console.log(`${login}\t${displayName}\t${has.join(',')}\t${desks.join(',')}\t${languages.join(',')}`)
  }
}

async function add(records: Records, login: string): Promise<void> {
  if (!/^[a-z0-9._@-]{2,60}$/.test(login)) throw new Error('A login has 2 to 60 of a-z 0-9 . _ @ -')
  if (!values.name) throw new Error('Give the name that people will see: --name "Anna"')
  const wanted = values.roles.split(',').map((role) => role.trim())
  const has = roles.filter((role) => wanted.includes(role))
  if (has.length !== wanted.length) throw new Error(`--roles takes ${roles.join(', ')}`)
  const typed = await password()
  const made = typed === '' ? randomBytes(12).toString('base64url') : typed
  if (made.length < shortestPassword) throw new Error(`A password has at least ${shortestPassword} characters.`)
  const saved = await records.saveStaff({
    id: randomUUID(),
    login,
    displayName: values.name,
    roles: has,
    desks: values.desks.split(','),
    languages: values.languages.split(','),
    passwordHash: await hashPassword(made),
    demo: false,
    disabled: false,
  })
  if (!saved) throw new Error(`Somebody already has the login ${login}.`)
  console.log(`Added ${login}.${typed === '' ? ` Password, shown this once: ${made}` : ''}`)
}

async function remove(records: Records, login: string): Promise<void> {
  const member = await records.staffByLogin(login)
  if (!member) throw new Error(`Nobody has the login ${login}.`)
  await records.removeStaff(member.id)
  console.log(`Removed ${login}; their sessions have ended.`)
}

async function password(): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await prompt.question(`Password (at least ${shortestPassword} characters, empty for a random one): `)
  prompt.close()
  return answer.trim()
}
