import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { RedisAddress } from '../../src/store/redis/client.ts'

/** Why there is no Redis here; null = there is one. Where tests must not be left out it is a failure. */
export const noRedis: string | null = whyNone()

function whyNone(): string | null {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return null
  } catch {
    if (process.env.CI) throw new Error('redis-server is missing: install Debian’s package `redis-server`.')
    return 'redis-server is not installed'
  }
}

/** A real Redis of our own: its files in a folder that goes with it. */
export interface RedisServer {
  readonly dir: string
  readonly port: number
  readonly socket: string
  /** Where it is, by its unix socket. */
  readonly address: RedisAddress
  /** kill -9 */
  kill(): Promise<void>
  /** Over the same files. */
  start(): Promise<void>
  /** Stops its clock; it goes on where it was. */
  freeze(): void
  thaw(): void
  /** With redis-cli; gives what it prints. */
  cli(...args: string[]): string
  /** The same, with the bytes of one value as they are. */
  cliBytes(...args: string[]): Buffer
  /** Every byte of its files. */
  bytes(): Buffer
  stop(): Promise<void>
}

const oneServer = {
  kind: 'one',
  path: null,
  tls: false,
  user: null,
  password: null,
  database: 0,
  master: null,
} as const

export const tcp = (port: number): RedisAddress => ({ ...oneServer, servers: [{ host: '127.0.0.1', port }] })
export const onSocket = (path: string): RedisAddress => ({ ...oneServer, servers: [], path })

/** For tests in which Redis does not die: it need not wait for its disk. */
export const undying = ['--appendfsync', 'no'] as const

export async function startRedis(...settings: string[]): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const socket = join(dir, 'socket')
  const files = join(dir, 'files')
  mkdirSync(files)
  let child: ChildProcess
  const cli = (...args: string[]) => execFileSync('redis-cli', ['-s', socket, ...args], { encoding: 'utf8' }).trim()

  async function start(): Promise<void> {
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
    const place = ['--dir', files, '--unixsocket', socket, '--bind', '127.0.0.1', '--port', String(port)]
    child = spawn('redis-server', [...place, ...durable, '--maxmemory-policy', 'noeviction', ...settings], {
      stdio: 'ignore',
    })
    for (let tries = 0; tries < 200; tries++) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`)
      try {
        if (execFileSync('redis-cli', ['-s', socket, 'ping'], { stdio: 'pipe' }).length > 0) return
      } catch {
        await pause(20)
      }
    }
    throw new Error('redis-server did not start')
  }
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  await start()
  return {
    dir,
    port,
    socket,
    address: onSocket(socket),
    kill: () => end('SIGKILL'),
    start,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    cli,
    cliBytes: (...args) => execFileSync('redis-cli', ['-s', socket, '--raw', ...args]).subarray(0, -1),
    bytes: () =>
      Buffer.concat(
        readdirSync(files, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
      ),
    async stop() {
      child.kill('SIGCONT')
      await end('SIGKILL')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}
