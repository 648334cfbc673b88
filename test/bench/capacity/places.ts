import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modelDir } from '../../platforms/model-dir.ts'
import { program } from '../../platforms/program.ts'
import { type RedisServer, startRedis } from '../../platforms/redis-server.ts'
import type { Answer, Order } from './subject.ts'

const home = join(import.meta.dirname, '../../..')
const rooms: string[] = []
process.on('exit', () => {
  for (const room of rooms) rmSync(room, { recursive: true, force: true })
})

export function freshRoom(): string {
  const room = mkdtempSync(join(tmpdir(), 'tilts-capacity-'))
  rooms.push(room)
  return room
}

/** One that goes with us, however we end. */
export async function openRedis(...settings: readonly string[]): Promise<RedisServer & { readonly pid: number }> {
  const server = await startRedis(...settings)
  const pid = Number(/^process_id:(\d+)/m.exec(server.cli('info', 'server'))?.[1])
  const end = (): void => void process.kill(pid)
  process.on('exit', end)
  rooms.push(server.dir)
  return {
    ...server,
    pid,
    async stop() {
      process.off('exit', end)
      await server.stop()
    },
  }
}

export interface Subject {
  readonly pid: number
  ask(order: Order): Promise<Answer>
  end(): void
}

/** `subject.ts` in a process of its own: its CPU time is all its own. */
export async function startSubject(...args: readonly string[]): Promise<Subject> {
  const child = fork(join(import.meta.dirname, 'subject.ts'), args, { execArgv: ['--expose-gc'] })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process under measurement ended with ${code}.`)
  })
  // Whoever waits hears of it; when nobody does it has been ended.
  ended.catch(() => undefined)
  const told = (): Promise<unknown[]> =>
    Promise.race([new Promise<unknown[]>((resolve) => child.once('message', (one) => resolve([one]))), ended])
  await told()
  return {
    pid: child.pid ?? 0,
    async ask(order) {
      child.send(order)
      const [answer] = (await told()) as [Answer]
      return answer
    },
    end: () => void child.kill(),
  }
}

/** The whole program as `npm start` starts it. */
export async function startProgram(
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, program, {
    cwd: home,
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
      MODEL_DIR: modelDir,
      DATA_DIR: freshRoom(),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.on('exit', () => child.kill('SIGKILL'))
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      printed = printed.length < 100_000 ? printed + bytes.toString() : printed
      const port = /"event":"ready","port":(\d+)/.exec(printed)?.[1]
      if (port) resolve({ child, url: `http://127.0.0.1:${port}` })
    })
    child.on('exit', (code) => reject(new Error(`The program ended with ${code}.`)))
  })
}

/** Settings of a program whose Telegram is ours and slows nobody. */
export const telegramOf = (root: string, secret: string): Readonly<Record<string, string>> => ({
  TELEGRAM_BOT_TOKEN: '700100:capacity-token_AbCdEfGhIjKlMnOp',
  TELEGRAM_API_ROOT: root,
  TELEGRAM_MODE: 'webhook',
  TELEGRAM_WEBHOOK_SECRET: secret,
  TELEGRAM_CHAT_BURST: '1000',
  TELEGRAM_CHAT_MESSAGES_PER_SECOND: '30',
  PERSON_BURST: '100000',
  PUBLIC_URL: 'http://127.0.0.1:1',
})

/** A Bot API that answers at once. */
export async function stubTelegram(): Promise<{ root: string; sent(): number; end(): void }> {
  let sent = 0
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      if (request.url?.endsWith('/sendMessage')) sent++
      response.setHeader('content-type', 'application/json')
      response.end(request.url?.endsWith('/sendMessage') ? message : '{"ok":true,"result":true}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    root: `http://127.0.0.1:${port}`,
    sent: () => sent,
    end() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const message = '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}'

/** CPU time of a process so far, in ms, by Linux's own account. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export const rssMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
