import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { startRedis, undying } from '../platforms/redis-server.ts'
import { caseOf, conversation, day, interpretation, said, turn } from './builders.ts'
import { testKeys as keys } from './test-keys.ts'

/**
 * By hand: `npm exec -- node test/store/bench-moving.ts 100000` moves so many talks of eight lines to Redis and back, and
 * copies the Redis; tells how long each took, and the most memory that each command held.
 */
const count = Number(process.argv[2] ?? 10_000)
const [dir, back, copies] = [0, 1, 2].map(() => mkdtempSync(join(tmpdir(), 'moving-'))) as [string, string, string]
const server = await startRedis(...undying)
try {
  await fill()
  await measured('to Redis', 'store', 'move', '--from', 'sqlite', '--to', 'redis')
  await measured('copy of Redis', 'backup', '--to', copies)
  await measured('back to SQLite', 'store', 'move', '--from', 'redis', '--to', `sqlite:${back}`)
} finally {
  await server.stop()
  for (const one of [dir, back, copies]) rmSync(one, { recursive: true, force: true })
}

async function fill(): Promise<void> {
  const store = createSqliteStore({ dir, keys })
  const now = Date.now()
  const lines = Array.from({ length: 8 }, (_, i) => said(i + 1, 'x'.repeat(120)))
  for (let from = 0; from < count; from += 500) {
    const some = Array.from({ length: Math.min(500, count - from) }, (_, i) => {
      const id = `c${from + i}`
      const at = now - Math.floor(((from + i) / count) * day)
      const services = [interpretation({ case: `case-${id}`, startedAt: at, endedAt: at })]
      return store.commit(
        turn(conversation(id, { lines: 8, touchedAt: at }), 0, { lines, case: caseOf(id, `case-${id}`), services, at }),
      )
    })
    await Promise.all(some)
  }
  await store.close()
}

async function measured(what: string, command: string, ...args: string[]): Promise<void> {
  const began = performance.now()
  // However many there are: what is moved must not pile up.
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=100', join(import.meta.dirname, `../../src/cli/${command}.ts`), ...args],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH ?? '',
        DATA_DIR: dir,
        REDIS_URL: `unix://${server.socket}`,
        MASTER_KEY: keys.masterKey.export().toString('base64'),
        ID_KEY: keys.idKey.export().toString('base64'),
      },
    },
  )
  let peak = 0
  const watch = (async () => {
    while (child.exitCode === null) {
      peak = Math.max(peak, memoryOf(child.pid ?? 0))
      await pause(50)
    }
  })()
  const [code] = await once(child, 'exit')
  await watch
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${what.padEnd(16)} ${count} talks  ${seconds.padStart(6)} s  ${peak} MB at most  exit ${code}`)
}

/** In MB; 0 when it has ended. */
function memoryOf(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
