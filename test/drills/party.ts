import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Balancer } from '../platforms/balancer.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { type Env, type Helpline, telegramEnv } from '../platforms/helpline.ts'
import { type RedisServer, startRedis } from '../platforms/redis-server.ts'
import { freshDir } from '../store/places.ts'
import { testKeys } from '../store/test-keys.ts'
import { fewAsMany, sleep } from './house.ts'

/** `worker.ts` in a process of its own, ready. */
export async function startWorker(env: Env): Promise<Helpline> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts')], {
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const exit = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        printed += bytes.toString()
        const port = /"event":"ready","port":(\d+)|"port":(\d+),"event":"ready"/.exec(printed)?.slice(1).find(Boolean)
        if (port) resolve(port)
      })
  })
  const port = await Promise.race([ready, exit.then(() => null)])
  if (port === null) throw new Error(`A worker could not start:\n${printed}`)
  return {
    url: `http://127.0.0.1:${port}`,
    dir: env.DATA_DIR ?? '',
    pid: child.pid ?? 0,
    output: () => printed,
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return exit
    },
  }
}

/** Equal processes on one Redis that syncs every write, behind a balancer, with Telegram outside. */
export class Party {
  readonly api: BotApi
  readonly server: RedisServer
  readonly #balancer: Balancer
  readonly #env: Env
  readonly #up: Helpline[] = []
  readonly #starting = new Set<Promise<void>>()
  readonly #open: (env: Env) => Promise<Helpline>
  readonly #dir = freshDir()
  #printed = ''
  #startMs = 0
  #starts = 0

  private constructor(
    api: BotApi,
    server: RedisServer,
    balancer: Balancer,
    env: Env,
    open: (env: Env) => Promise<Helpline>,
  ) {
    this.#open = open
    this.api = api
    this.server = server
    this.#balancer = balancer
    this.#env = env
  }

  static async of(processes: number, open = startWorker): Promise<Party> {
    const server = await startRedis()
    const api = await BotApi.start(100)
    const balancer = await Balancer.start()
    const key = (of: (typeof testKeys)['masterKey']): string => of.export().toString('base64')
    const env = {
      ...(await telegramEnv(api, 'webhook')),
      ...fewAsMany,
      PORT: '0',
      PUBLIC_URL: balancer.url,
      REDIS_URL: `unix://${server.socket}`,
      MASTER_KEY: key(testKeys.masterKey),
      ID_KEY: key(testKeys.idKey),
      TRUST_PROXY: '1',
    }
    const party = new Party(api, server, balancer, env, open)
    for (let i = 0; i < processes; i++) await party.#another()
    return party
  }

  get url(): string {
    return this.#balancer.url
  }

  get up(): readonly Helpline[] {
    return this.#up
  }

  /** Ends one of them, whichever; another one starts in its place. */
  async loseOne(signal: NodeJS.Signals, chance: () => number): Promise<number | null> {
    const victim = this.#up[Math.floor(chance() * this.#up.length)]
    if (!victim) throw new Error('None is up.')
    return this.lose(victim, signal)
  }

  async lose(victim: Helpline, signal: NodeJS.Signals): Promise<number | null> {
    const code = this.#take(victim, signal)
    const starting = this.#another().finally(() => this.#starting.delete(starting))
    this.#starting.add(starting)
    return code
  }

  /** Requests go to this one alone. */
  only(one: Helpline): void {
    this.#balancer.leadTo(one.url)
  }

  /** How long a process takes to start, in the middle. */
  get startMs(): number {
    return Math.round(this.#startMs / this.#starts)
  }

  async allUp(): Promise<void> {
    await Promise.all(this.#starting)
  }

  /** How many lines the processes themselves have said may have appeared twice. */
  get saidTwice(): number {
    const all = this.#printed + this.#up.map((one) => one.output()).join('')
    return all.match(/"outcome":"twice"/g)?.length ?? 0
  }

  /** Stops all; gives everything they have printed and their exit codes. */
  async end(): Promise<{ readonly printed: string; readonly codes: readonly (number | null)[] }> {
    await this.allUp()
    const codes: (number | null)[] = []
    for (const one of [...this.#up]) codes.push(await this.#take(one, 'SIGTERM'))
    await this.api.stop()
    await this.#balancer.stop()
    await this.server.stop()
    return { printed: this.#printed, codes }
  }

  async #another(): Promise<void> {
    const began = performance.now()
    const helpline = await this.#start()
    this.#startMs += performance.now() - began
    this.#starts++
    this.#up.push(helpline)
    this.#lead()
  }

  /** Whoever manages processes starts one anew that could not start, Redis being away. */
  async #start(): Promise<Helpline> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#open({ ...this.#env, DATA_DIR: this.#dir })
      } catch (error) {
        if (tries === 50) throw error
        await sleep(100)
      }
    }
  }

  async #take(one: Helpline, signal: NodeJS.Signals): Promise<number | null> {
    this.#up.splice(this.#up.indexOf(one), 1)
    // Whoever stops is no longer led to; of a death nobody is told before.
    if (signal !== 'SIGKILL') this.#lead()
    const code = await one.end(signal)
    this.#lead()
    this.#printed += one.output()
    return code
  }

  #lead(): void {
    this.#balancer.leadTo(...this.#up.map(({ url }) => url))
  }
}
