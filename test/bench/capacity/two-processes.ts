import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'undici'
import { noRedis } from '../../platforms/redis-server.ts'
import { poolOf, post } from './load.ts'
import { cpuMs, freshRoom, median, openRedis, startProgram, stubTelegram, telegramOf } from './places.ts'
import { type Part, progress } from './table.ts'

const secret = 'a-secret-of-at-least-32-characters'
const chats = 2000
const goal = 1.7

/**
 * Whoever writes, Telegram and Redis need the same two cores here, so that the clock says little. CPU time says what cannot
 * be seen beside them: if a message costs two processes no more than one, two cores of their own carry twice as many.
 */
export const processes: Part = async ({ rounds, messages }) => {
  if (noRedis) return []
  const count = messages ?? 5000
  const telegram = await stubTelegram()
  const server = await openRedis('--appendfsync', 'everysec')
  const redisPid = server.pid
  const keys = { MASTER_KEY: Buffer.alloc(32, 1).toString('base64'), ID_KEY: Buffer.alloc(32, 2).toString('base64') }
  const env = { ...telegramOf(telegram.root, secret), REDIS_URL: `unix://${server.socket}`, ...keys }
  const all = [
    await startProgram({ ...env, DATA_DIR: freshRoom() }),
    await startProgram({ ...env, DATA_DIR: freshRoom() }),
  ]
  const pools = all.map(({ url }) => poolOf(url))
  const pids = all.map(({ child }) => child.pid ?? 0)

  async function saturate(many: number, turns: number) {
    const before = { sent: telegram.sent(), cpu: pids.map(cpuMs), redis: cpuMs(redisPid), at: performance.now() }
    let next = 0
    const lane = async (pool: Pool): Promise<void> => {
      while (next < turns) {
        next++
        await post(pool, secret, chats)
      }
    }
    await Promise.all(pools.slice(0, many).flatMap((pool) => Array.from({ length: 32 }, () => lane(pool))))
    for (let waited = 0; telegram.sent() - before.sent < turns && waited < 60_000; waited += 5) await pause(5)
    const ms = performance.now() - before.at
    const own = pids.reduce((sum, pid, i) => sum + cpuMs(pid) - (before.cpu[i] ?? 0), 0)
    return { perSecond: (turns * 1000) / ms, cost: own / turns, redis: (cpuMs(redisPid) - before.redis) / turns }
  }

  await saturate(1, 4000)
  await saturate(2, 8000)
  const [one, two]: Awaited<ReturnType<typeof saturate>>[][] = [[], []]
  for (let round = 0; round < rounds; round++) {
    progress(`processes: round ${round + 1} of ${rounds}`)
    one?.push(await saturate(1, count))
    two?.push(await saturate(2, count))
  }
  for (const { child } of all) child.kill()
  await Promise.all(all.map(({ child }) => once(child, 'exit')))
  await server.stop()
  telegram.end()
  const of = (found: typeof one, what: 'perSecond' | 'cost' | 'redis'): number =>
    median((found ?? []).map((round) => round[what]))
  const ratio = (2 * of(one, 'cost')) / of(two, 'cost')
  const µs = (ms: number): string => `${Math.round(ms * 1000)} µs`
  return [
    {
      what: 'two processes against one on one Redis, by the CPU time a message costs them',
      found: `${ratio.toFixed(2)} (${µs(of(one, 'cost'))} with one, ${µs(of(two, 'cost'))} with two)`,
      goal: `>= ${goal}`,
      reached: ratio >= goal,
    },
    {
      what: 'the same by the clock, with whoever writes, Telegram and Redis on the same cores',
      found: `${(of(two, 'perSecond') / of(one, 'perSecond')).toFixed(2)} (${Math.round(of(one, 'perSecond'))} and ${Math.round(of(two, 'perSecond'))} a second)`,
      goal: '',
      reached: null,
    },
    {
      what: "Redis' CPU time for a message; one core of it carries so many a second",
      found: `${µs(of(two, 'redis'))}; ${Math.round(1000 / of(two, 'redis'))}`,
      goal: '',
      reached: null,
    },
  ]
}
