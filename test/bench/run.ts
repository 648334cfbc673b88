import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { Pool } from 'undici'
import { mind } from '../conversations/stage.ts'
import { activityOf, platform } from './web-chat.ts'

const usage = `npm run bench [-- --messages 4000 --rounds 3]

What one message costs in CPU time, as ratios to a bare Express 5 JSON POST measured in the same run. Times of a shared
machine mean nothing by themselves; ratios of medians over interleaved rounds do.`

const option = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? Number(process.argv[at + 1]) : usual
}
if (process.argv.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const messages = option('messages', 4000)
const rounds = option('rounds', 3)
const chats = 200
/** Enough for every contender to run its compiled code. */
const warmUp = 4000
const profiles = process.env.BENCH_PROFILE
const secret = 'a-secret-of-at-least-32-characters'
/** Every way the editors expect a question to be asked, mixed: nobody asks the same eight things all day. */
const written = [...mind.rules.knowledge.topics.values()].flatMap(({ questions: all }) => Object.values(all).flat())
const questions = written.map((_, i) => written[(i * 1009) % written.length] ?? '')

const api = await stubApi()
const names = ['express', 'durable', 'webhook', 'answer', 'given', 'telegraf', 'botframework', 'botbuilder'] as const
/** Those that send something back for every message. */
const speakers = ['answer', 'given', 'telegraf', 'botframework', 'botbuilder']
const contenders = new Map<string, Contender>()
for (const name of names) contenders.set(name, await start(name))
let updates = 1

const cost = new Map<string, number[]>(names.map((name) => [name, []]))
for (const contender of contenders.values()) await load(contender, warmUp)
for (let round = 0; round < rounds; round++) {
  for (const [name, contender] of contenders) {
    const before = await cpu(contender)
    await load(contender, messages)
    const after = await cpu(contender)
    cost.get(name)?.push((after - before) / messages)
    if (process.stderr.isTTY) process.stderr.write(`\rround ${round + 1} of ${rounds}: ${name}      `)
  }
}
if (process.stderr.isTTY) process.stderr.write('\r')
const own = understandingCost()
for (const { child } of contenders.values()) child.kill()
api.close()
print()

interface Contender {
  readonly name: string
  readonly child: ChildProcess
  readonly pool: Pool
}

async function start(name: string): Promise<Contender> {
  const child = fork(join(import.meta.dirname, 'contender.ts'), [name, api.root], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // BENCH_PROFILE=folder writes a CPU profile of each contender there.
    execArgv: profiles ? ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-name', `${name}.cpuprofile`] : [],
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { name, child, pool: new Pool(`http://127.0.0.1:${port}`, { connections: 32 }) }
}

async function cpu({ child }: Contender): Promise<number> {
  child.send('cpu')
  const [answer] = (await once(child, 'message')) as [{ cpu: number }]
  return answer.cpu
}

/** Sends so many updates, 32 at a time, and waits until all that answer have answered. */
async function load(contender: Contender, count: number): Promise<void> {
  const sends = speakers.includes(contender.name)
  const sentBefore = api.sent()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) await post(contender, next++)
  }
  await Promise.all(Array.from({ length: 32 }, worker))
  const deadline = Date.now() + 30_000
  while (sends && api.sent() - sentBefore < count && Date.now() < deadline) await new Promise((r) => setTimeout(r, 10))
  if (sends && api.sent() - sentBefore < count)
    throw new Error(`${contender.name}: ${api.sent() - sentBefore} of ${count} answered.`)
}

async function post(contender: Contender, i: number): Promise<void> {
  const { statusCode, body } = await contender.pool.request(
    contender.name.startsWith('bot') ? activityRequest(i) : updateRequest(i),
  )
  await body.dump()
  if (statusCode !== 200) throw new Error(`${contender.name} answered ${statusCode}.`)
}

function activityRequest(i: number) {
  return activityOf(api.root, `talk${i % chats}`, `m${updates++}`, questions[i % questions.length] ?? '')
}

function updateRequest(i: number) {
  const chat = { id: 1000 + (i % chats), type: 'private', first_name: 'Person' }
  const from = { id: chat.id, is_bot: false, first_name: 'Person', language_code: 'en' }
  const message = { message_id: i, from, chat, date: 1_795_000_000, text: questions[i % questions.length] }
  return {
    path: '/telegram',
    method: 'POST' as const,
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify({ update_id: updates++, message }),
  }
}

/** A Bot API, and a Bot Framework, that answer at once. */
function stubApi(): Promise<{ root: string; sent: () => number; close: () => void }> {
  let sent = 0
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      if (request.url?.endsWith('/sendMessage') || request.url?.includes('/activities')) sent++
      response.setHeader('content-type', 'application/json')
      response.end(
        platform(request) ??
          '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x","id":1,"is_bot":true,"first_name":"b","username":"b"}}',
      )
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : 0
      resolve({
        root: `http://127.0.0.1:${port}`,
        sent: () => sent,
        close: () => server.closeAllConnections() ?? server.close(),
      })
    })
  })
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

function print(): void {
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const base = median(cost.get('express') ?? [])
  const durable = median(cost.get('durable') ?? [])
  const rows: [string, number, string][] = [
    ['bare Express 5 JSON POST', base, ''],
    ['the same, and one durable write', durable, ''],
    [
      'our webhook: request, durable commit, 200',
      median(cost.get('webhook') ?? []),
      `goal: at most 1.5 of the row above (${((1.5 * durable) / base).toFixed(2)})`,
    ],
    ['our whole answered message', median(cost.get('answer') ?? []), 'goal: below the telegraf echo'],
    ['the same, without understanding', median(cost.get('given') ?? []), 'goal: at most 3.0'],
    ['bare telegraf echo', median(cost.get('telegraf') ?? []), ''],
    [
      'our whole answered message, Bot Framework',
      median(cost.get('botframework') ?? []),
      'goal: below the botbuilder echo',
    ],
    ['bare botbuilder echo', median(cost.get('botbuilder') ?? []), ''],
    ['understanding alone, with nothing beside it', own, ''],
  ]
  console.log(`\nCPU per message, ${messages} messages x ${rounds} rounds, 32 at a time, medians:\n`)
  console.log('| | ratio | µs | |\n|---|--:|--:|---|')
  for (const [what, µs, goal] of rows)
    console.log(`| ${what} | ${(µs / base).toFixed(2)} | ${µs.toFixed(0)} | ${goal} |`)
}
