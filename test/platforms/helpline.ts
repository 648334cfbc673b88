import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { noFactors, type StaffMember } from '../../src/core/staff.ts'
import { hashPassword } from '../../src/staff/passwords.ts'
import { recoveryHash } from '../../src/staff/recovery.ts'
import { newTotpSecret } from '../../src/staff/totp.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { freshDir } from '../store/places.ts'
import type { BotApi } from './bot-api.ts'
import { modelDir } from './model-dir.ts'
import { program } from './program.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))

/** The real program in a process of its own, started the way `npm start` starts it. */
export interface Helpline {
  readonly url: string
  readonly dir: string
  readonly pid: number
  /** All it has printed. Every secret and every word of a person in these tests holds "canary": none may stand here. */
  output(): string
  /** Exit code; null after a kill. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

export type Env = Readonly<Record<string, string>>

export function spawnApp(env: Env): { child: ChildProcess; output: () => string; exit: Promise<number | null> } {
  const child = spawn(process.execPath, program, {
    cwd: home,
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', MODEL_DIR: modelDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => {
      printed += bytes.toString()
    })
  }
  const exit = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  return { child, output: () => printed, exit }
}

export async function startHelpline(env: Env = {}): Promise<Helpline> {
  const dir = env.DATA_DIR ?? freshDir()
  const { child, output, exit } = spawnApp({ DATA_DIR: dir, ...env })
  let code: number | null | undefined
  void exit.then((ended) => {
    code = ended
  })
  // Waits for the line that says which port it got.
  let port: string | undefined
  while (port === undefined) {
    if (code !== undefined) throw new Error(`The helpline ended with ${code}:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
    port = /"event":"ready","port":(\d+)|localhost:(\d+)\/console/.exec(output())?.slice(1).find(Boolean)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    dir,
    pid: child.pid ?? 0,
    output,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return exit
    },
  }
}

export const webhookSecret = 'canary-secret_0123456789abcdefghijklmnop'

/** Settings of a helpline whose Telegram is ours. A webhook needs to know its address before it starts. */
export async function telegramEnv(api: BotApi, mode: 'webhook' | 'polling'): Promise<Env> {
  const both = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root, TELEGRAM_MODE: mode }
  if (mode === 'polling') return both
  const port = String(await freePort())
  return { ...both, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, TELEGRAM_WEBHOOK_SECRET: webhookSecret }
}

/** Below the ports that connections get by themselves: until it is listened on, nobody else is given it by chance. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free) return port
  }
}

export const password = 'canary-password-1'
/** Recovery codes of everybody: a second factor that needs neither a clock nor a browser. Each is good once. */
export const recoveryCode = (number: number): string => `canary code ${number}`
const codes = 100

/** Accounts of members who have come by their invitation, before the program is started on this folder. */
export async function withStaff(dir: string, ...names: readonly string[]): Promise<void> {
  const store = createSqliteStore({ dir, keys: loadKeys({ dataDir: dir, production: false }) })
  for (const member of await membersOf(...names)) await store.saveStaff(member)
  await store.close()
}

export async function membersOf(...names: readonly string[]): Promise<readonly StaffMember[]> {
  const passwordHash = await hashPassword(password)
  const recovery = Array.from({ length: codes }, (_, number) => recoveryHash(recoveryCode(number)))
  const factors = { ...noFactors, totp: { secret: newTotpSecret(), lastStep: 0 }, recovery }
  return names.map((displayName) => ({
    ...somebody,
    ...rolesOf(displayName),
    ...idOf(displayName),
    displayName,
    passwordHash,
    factors,
  }))
}

/** Ilze looks after the staff, Dace is the psychologist, Farid and Zahra interpret Dari. */
function rolesOf(name: string): Partial<StaffMember> & Pick<StaffMember, 'roles'> {
  switch (name) {
    case 'Ilze':
      return { roles: ['consultant', 'coordinator'] }
    case 'Dace':
      return { roles: ['psychologist'], desks: ['psychologist'] }
    case 'Farid':
    case 'Zahra':
      return {
        roles: ['interpreter'],
        desks: [],
        languages: ['prs', 'fa', 'en'],
        gender: name === 'Farid' ? 'man' : 'woman',
      }
    default:
      return { roles: ['consultant'] }
  }
}
const idOf = (name: string) => ({ id: `staff-${name}`, login: name.toLowerCase() })

const somebody: Omit<StaffMember, 'id' | 'login' | 'displayName' | 'passwordHash' | 'factors' | 'roles'> = {
  legalName: 'Canary Legal',
  desks: ['general', 'legal', 'psychologist'],
  offices: [],
  onDuty: false,
  telegram: null,
  languages: ['lv', 'ru', 'en'],
  varieties: [],
  gender: null,
  demo: false,
  disabled: false,
}
