import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { noRedis } from '../../platforms/redis-server.ts'
import { poolOf, post } from './load.ts'
import { median, openRedis, startProgram, stubTelegram, telegramOf } from './places.ts'
import { type Figure, type Part, progress } from './table.ts'

const perSecond = 50
const goal = 50
const chats = 500
const secret = 'a-secret-of-at-least-32-characters'

/** The whole program by HTTP; the load is even, and no update waits for the answer to another. */
export const webhook: Part = async ({ rounds, messages }) => {
  const count = messages ?? 1000
  const figures: Figure[] = []
  const telegram = await stubTelegram()
  for (const kind of ['sqlite', 'redis']) {
    if (kind === 'redis' && noRedis) continue
    const server = kind === 'redis' ? await openRedis() : null
    const redis = server ? { REDIS_URL: `unix://${server.socket}` } : {}
    const { child, url } = await startProgram({ ...telegramOf(telegram.root, secret), ...redis })
    const pool = poolOf(url)
    for (let i = 0; i < 2000; i++) await post(pool, secret, chats)
    const found: { p50: number; p99: number; most: number }[] = []
    for (let round = 0; round < rounds; round++) {
      progress(`webhook: ${kind}, round ${round + 1} of ${rounds}`)
      const waits = (await atRate(count, () => post(pool, secret, chats))).sort((a, b) => a - b)
      const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0
      found.push({ p50: at(0.5), p99: at(0.99), most: at(1) })
    }
    child.kill()
    await once(child, 'exit')
    await pool.close()
    await server?.stop()
    const middle = (of: 'p50' | 'p99' | 'most'): number => median(found.map((one) => one[of]))
    figures.push({
      what: `webhook to 200 at ${perSecond} updates a second, ${kind === 'redis' ? 'Redis (appendfsync always)' : 'sqlite'}: p50 / p99 / longest, ms`,
      found: `${middle('p50').toFixed(1)} / ${middle('p99').toFixed(1)} / ${middle('most').toFixed(0)}`,
      goal: `p99 < ${goal} ms`,
      reached: middle('p99') < goal,
    })
  }
  telegram.end()
  return figures
}

async function atRate(count: number, act: () => Promise<number>): Promise<number[]> {
  const began = performance.now()
  const all: Promise<number>[] = []
  for (let i = 0; i < count; i++) {
    const wait = began + (i * 1000) / perSecond - performance.now()
    if (wait > 0) await pause(wait)
    all.push(act())
  }
  return Promise.all(all)
}
