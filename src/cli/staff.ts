import { parseArgs } from 'node:util'
import { readEnvFile } from '../app/run.ts'
import { keysOf, openStore } from '../app/store.ts'
import { type Config, readConfig } from '../config.ts'
import type { Records } from '../core/ports.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Refusal } from '../staff/accounts.ts'
import { createStaff, type Staff } from '../staff/staff.ts'

const usage = `Who works here. Stop the server first: its data folder belongs to one process (with REDIS_URL it may run on).

npm run staff -- invite LOGIN --name "Legal Name" [--roles consultant,coordinator] [--desks general,legal]
                 [--offices riga,cesis] [--on-duty] [--languages lv,ru,en]
                 [--varieties "Kurmanji of Afrin"] [--gender woman|man]
npm run staff -- reset LOGIN [--drop-factors]    a link for a new password; with --drop-factors for a lost phone, too
npm run staff -- list
npm run staff -- disable LOGIN                   signs them out and keeps them out; enable LOGIN takes it back
npm run staff -- remove LOGIN                    forgets the account altogether

roles: consultant, psychologist, interpreter, editor, coordinator. Coordinators invite everybody else in the console.
offices: whose cases they see; without it, every office's. --on-duty: called when somebody is in danger, at any hour.
\`invite\` and \`reset\` print a link that works once, for 72 or 24 hours: hand it over yourself. The member chooses a name
to be seen by, a password and a second factor with it. No password is ever asked for or printed here.`

const { values, positionals } = parseArgs({
  options: {
    name: { type: 'string', default: '' },
    roles: { type: 'string', default: 'consultant' },
    desks: { type: 'string', default: 'general' },
    offices: { type: 'string', default: '' },
    'on-duty': { type: 'boolean', default: false },
    languages: { type: 'string', default: 'lv,ru,en' },
    varieties: { type: 'string', default: '' },
    gender: { type: 'string' },
    'drop-factors': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
  allowPositionals: true,
})

const reasons: Readonly<Record<Refusal, string>> = {
  login: 'A login has 2 to 60 of a-z 0-9 . _ @ - and begins with a letter or a number.',
  'login-taken': 'Somebody already has this login. `reset LOGIN` makes a new link for them.',
  'legal-name':
    'Give the legal name, which coordinators see: --name "Anna Berga". The other one they choose themselves.',
  roles: 'Give at least one role: --roles consultant,psychologist,interpreter,editor,coordinator.',
  desks: 'A desk is not in knowledge/desks.yaml, or there is none: --desks general,legal.',
  offices: 'An office is not in knowledge/offices.yaml: --offices riga,cesis.',
  languages: 'A language is not in knowledge/languages.yaml, or there is none: --languages lv,ru,en.',
  'no-member': 'Nobody has this login. `list` shows who there is.',
  'last-coordinator': 'This is the last coordinator who can sign in. Make another one first.',
  disabled: 'This account is disabled. `enable LOGIN` first.',
}

try {
  const [what, login = ''] = positionals
  if (values.help || !what) console.log(usage)
  else await withStore(what, login.toLowerCase())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function withStore(what: string, login: string): Promise<void> {
  const config = readConfig({ ...readEnvFile(), ...process.env })
  const { store, close } = await openStore(config, keysOf(config))
  try {
    // Reading all knowledge takes most of a second: only an invitation asks what there is.
    const known = what === 'invite' ? knownTo(config) : { desks: [], offices: [], languages: [] }
    const audit = () => undefined
    await run(
      createStaff({ records: store, now: Date.now, secondFactorNeeded: true, known, audit }),
      store,
      what,
      login,
      config,
    )
  } finally {
    await close()
  }
}

async function run(staff: Staff, records: Records, what: string, login: string, config: Config): Promise<void> {
  const { accounts } = staff
  if (what === 'list') return list(staff)
  if (!['invite', 'reset', 'disable', 'enable', 'remove'].includes(what)) throw new Error(usage)
  if (what === 'invite') return showLink(await accounts.invite(null, login, draft()), config)
  const member = await records.staffByLogin(login)
  if (!member) throw new Error(reasons['no-member'])
  if (what === 'reset') return showLink(await accounts.link(null, member.id, values['drop-factors']), config)
  if (what === 'remove') await records.removeStaff(member.id)
  else {
    const outcome = await accounts.setDisabled(null, member.id, what === 'disable')
    if (outcome.at === 'refused') throw new Error(reasons[outcome.why])
  }
  console.log(`${login}: ${what}d.${what === 'enable' ? '' : ' They are signed out everywhere.'}`)
}

function showLink(made: Awaited<ReturnType<Staff['accounts']['link']>>, { publicUrl, port }: Config): void {
  if (made.at === 'refused') throw new Error(reasons[made.why])
  console.log('Shown once, works once. Start the server, and hand this link over:')
  console.log(`${publicUrl ?? `http://localhost:${port}`}/console#/link/${made.secret}`)
}

async function list({ accounts }: Staff): Promise<void> {
  const staff = await accounts.list()
  if (staff.length === 0)
    console.log(
      'Nobody yet. The first coordinator: npm run staff -- invite LOGIN --name "Legal Name" --roles coordinator',
    )
  for (const one of staff) {
    const state = one.disabled ? 'disabled' : one.invited ? 'invited' : one.secondFactor ? 'ready' : 'no second factor'
    const seen = one.lastSeen === null ? 'never seen' : new Date(one.lastSeen).toISOString().slice(0, 16)
    const lists = [one.roles, one.desks, one.offices, one.languages].map((list) => list.join(',') || '-')
    console.log([one.login, one.displayName || '-', ...lists, state, one.onDuty ? 'on duty' : '-', seen].join('\t'))
  }
}

function draft() {
  const words = (text: string): string[] =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean)
  const gender = (['woman', 'man'] as const).find((one) => one === values.gender) ?? null
  if (gender === null && values.gender !== undefined) throw new Error('--gender is `woman` or `man`.')
  return {
    legalName: values.name,
    roles: words(values.roles),
    desks: words(values.desks),
    offices: words(values.offices),
    languages: words(values.languages),
    varieties: words(values.varieties),
    gender,
    onDuty: values['on-duty'],
  }
}

function knownTo({ knowledgeDir }: Config) {
  const loaded = loadKnowledge(knowledgeDir)
  if (!loaded.ok) throw new Error('The knowledge has faults: `npm run check:knowledge` lists them.')
  const { desks, offices, languages } = loaded.knowledge
  return { desks: [...desks.keys()], offices: offices.map(({ id }) => id), languages: [...languages.keys()] }
}
