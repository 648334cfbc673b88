import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { mind } from '../conversations/stage.ts'
import { noRedis, startRedis } from '../platforms/redis-server.ts'
import { type Answering, startAnswering } from './answering.ts'
import { peopleAt, type Say } from './people.ts'
import { type Costs, tableOf } from './table.ts'

const usage = `npm run bench [-- --messages 4000 --rounds 3 --only webhook,answer]

What one message costs in CPU time, as ratios to a bare Express 5 JSON POST measured in the same run, over SQLite and over
a Redis of its own (appendfsync always). Times of a shared machine mean nothing by themselves; ratios of medians over
interleaved rounds do. BENCH_PROFILE=DIR writes a CPU profile of each server there.`

const option = (name: string): string | null => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? (process.argv[at + 1] ?? null) : null
}
if (process.argv.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const messages = Number(option('messages') ?? 4000)
const rounds = Number(option('rounds') ?? 3)
/** Enough for every server to run its compiled code. */
const warmUp = 4000
const atOnce = 32
const profiles = process.env.BENCH_PROFILE

/** Every way the editors expect a question to be asked, mixed: nobody asks the same eight things all day. */
const written = [...mind.rules.knowledge.topics.values()].flatMap(({ questions: all }) => Object.values(all).flat())
const questions = written.map((_, i) => written[(i * 1009) % written.length] ?? '')

const bare = ['express', 'telegraf', 'botbuilder']
const kept = ['durable', 'webhook', 'answer', 'given', 'botframework', 'webchat']
/** Those that send something to a platform for every message. */
const senders = ['answer', 'given', 'telegraf', 'botframework', 'botbuilder']

const only = option('only')?.split(',')
const wanted = (name: string): boolean => name === 'express' || !only || only.includes(name)
const redis = noRedis ? null : await startRedis()
if (noRedis) console.log(`Without Redis: ${noRedis}.`)
const api = await startAnswering()
const stores = redis ? ['sqlite', 'redis'] : ['sqlite']
const servers = [
  ...(await Promise.all(bare.filter(wanted).map((name) => start(name, 'sqlite')))),
  ...(await Promise.all(kept.filter(wanted).flatMap((name) => stores.map((store) => start(name, store))))),
]
const costs: Costs = new Map(servers.map(({ key }) => [key, []]))
const redisCosts: Costs = new Map(servers.map(({ key }) => [key, []]))
try {
  for (const server of servers) await load(server, warmUp)
  for (let round = 0; round < rounds; round++) for (const server of servers) await measure(server, round)
} finally {
  for (const { child } of servers) child.kill()
  api.close()
  await redis?.stop()
}
if (process.stderr.isTTY) process.stderr.write('\r')
console.log(`\nCPU per message, ${messages} messages x ${rounds} rounds, ${atOnce} at a time, medians:\n`)
console.log(tableOf(costs, redisCosts, understandingCost()))

interface Server {
  readonly key: string
  readonly name: string
  readonly child: ReturnType<typeof fork>
  readonly say: Say
  /** Of all messages ever sent to it. */
  sent: number
}

async function start(name: string, store: string): Promise<Server> {
  const key = `${name} ${store}`
  const child = fork(join(import.meta.dirname, 'contender.ts'), [name, store, api.root, redis?.socket ?? ''], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: profiles ? ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-name', `${key}.cpuprofile`] : [],
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const channel = name === 'webchat' ? 'webchat' : name.startsWith('bot') ? 'botframework' : 'telegram'
  return { key, name, child, say: peopleAt(`http://127.0.0.1:${port}`, channel, api.root), sent: 0 }
}

async function measure(server: Server, round: number): Promise<void> {
  const [before, redisBefore] = [await cpu(server), redisCpu()]
  await load(server, messages)
  costs.get(server.key)?.push(((await cpu(server)) - before) / messages)
  redisCosts.get(server.key)?.push((redisCpu() - redisBefore) / messages)
  if (process.stderr.isTTY) process.stderr.write(`\rround ${round + 1} of ${rounds}: ${server.key}      `)
}

/** In µs. */
async function cpu({ child }: Server): Promise<number> {
  child.send('cpu')
  const [answer] = (await once(child, 'message')) as [{ cpu: number }]
  return answer.cpu
}

/** What Redis itself has used, in µs. */
function redisCpu(): number {
  const used = redis?.cli('info', 'cpu').matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm) ?? []
  return [...used].reduce((sum, [, seconds]) => sum + Number(seconds) * 1e6, 0)
}

/** Sends so many, 32 at a time, and waits until all that answer have answered. */
async function load(server: Server, count: number): Promise<void> {
  const before = api.sent()
  const end = server.sent + count
  const worker = async (): Promise<void> => {
    while (server.sent < end) {
      const n = server.sent++
      await server.say(n, questions[n % questions.length] ?? '')
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (senders.includes(server.name)) await answered(api, before + count, server.key)
}

async function answered({ sent }: Answering, count: number, who: string): Promise<void> {
  const deadline = Date.now() + 30_000
  while (sent() < count) {
    if (Date.now() > deadline) throw new Error(`${who}: ${count - sent()} not answered.`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Understanding alone, in µs a message, on the same questions. */
function understandingCost(): number {
  const ask = (i: number) =>
    mind.understanding.understand(questions[i % questions.length] ?? '', { client: 'en', spoken: 'en', chosen: false })
  for (let i = 0; i < 2000; i++) ask(i)
  const before = process.cpuUsage()
  for (let i = 0; i < messages; i++) ask(i)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / messages
}
