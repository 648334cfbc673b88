import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { noRedis } from '../../platforms/redis-server.ts'
import { freshRoom, median, openRedis, rssMb, startProgram, startSubject, stubTelegram, telegramOf } from './places.ts'
import { type Figure, type Part, progress } from './table.ts'

const mb = (value: number): string => `${value.toFixed(0)} MB`
const secret = 'a-secret-of-at-least-32-characters'

export const idle: Part = async ({ rounds }) => {
  const telegram = await stubTelegram()
  const found: number[] = []
  for (let round = 0; round < rounds; round++) {
    progress(`idle: round ${round + 1} of ${rounds}`)
    const { child } = await startProgram(telegramOf(telegram.root, secret))
    await pause(5000)
    found.push(rssMb(child.pid ?? 0))
    child.kill()
    await once(child, 'exit')
  }
  telegram.end()
  const goal = 120
  return [
    {
      what: 'memory (RSS) five seconds after the start, the whole program',
      found: `${mb(median(found))} (${found.map(Math.round).join(', ')})`,
      goal: `< ${goal} MB`,
      reached: median(found) < goal,
    },
  ]
}

/** After a warm-up, with all rubbish collected before and after: what stays. */
export const growth: Part = async ({ messages }) => {
  const count = messages ?? 100_000
  const goal = 20
  const figures: Figure[] = []
  for (const kind of ['sqlite', 'redis']) {
    if (kind === 'redis' && noRedis) continue
    const server = kind === 'redis' ? await openRedis('--appendfsync', 'everysec') : null
    const subject = await startSubject(kind, server?.socket ?? freshRoom(), 'understanding')
    // All that is remembered for a while is full by then: the conversations in memory above all.
    const chats = 6000
    await subject.ask({ do: 'turns', count: 30_000, chats })
    const before = await subject.ask({ do: 'memory' })
    const piece = 10_000
    for (let done = 0; done < count; done += piece) {
      progress(`growth: ${kind}, ${done} of ${count}`)
      await subject.ask({ do: 'turns', count: Math.min(piece, count - done), chats })
    }
    const after = await subject.ask({ do: 'memory' })
    subject.end()
    await server?.stop()
    const remembered = kind === 'sqlite' ? ', of it about 90 bytes for each event that is remembered for two days' : ''
    const grown = after.heapMb - before.heapMb
    figures.push({
      what: `memory that ${count.toLocaleString('en')} messages add after warm-up, ${kind} (RSS ${mb(after.rssMb - before.rssMb)}${remembered})`,
      found: mb(grown),
      goal: `< ${goal} MB`,
      reached: grown < goal,
    })
  }
  return figures
}

/** Everybody has asked one thing and was answered. */
export const conversations: Part = async ({ messages }) => {
  const count = messages ?? 100_000
  const figures: Figure[] = []
  const say = (what: string, found: string): void => void figures.push({ what, found, goal: '', reached: null })
  const many = count.toLocaleString('en')
  for (const kind of ['sqlite', 'redis']) {
    if (kind === 'redis' && noRedis) continue
    const server = kind === 'redis' ? await openRedis('--appendfsync', 'everysec') : null
    const room = server?.socket ?? freshRoom()
    const used = (): number => Number(/^used_memory:(\d+)/m.exec(server?.cli('info', 'memory') ?? '')?.[1])
    const subject = await startSubject(kind, room, 'given')
    await subject.ask({ do: 'turns', count: 1000, chats: 1000 })
    const before = { own: await subject.ask({ do: 'memory' }), redis: used() }
    progress(`conversations: ${kind}, ${many}`)
    await subject.ask({ do: 'turns', count, chats: count })
    const after = { own: await subject.ask({ do: 'memory' }), redis: used() }
    subject.end()
    say(
      `${many} open conversations, ${kind}: memory of the process (RSS; what is in use grew by ${mb(after.own.heapMb - before.own.heapMb)})`,
      mb(after.own.rssMb),
    )
    if (server) say("Redis' memory for each (used_memory)", `${Math.round((after.redis - before.redis) / count)} bytes`)
    else {
      const bytes = readdirSync(room).reduce((sum, name) => sum + statSync(join(room, name)).size, 0)
      say('on disk for each', `${Math.round(bytes / count)} bytes`)
    }
    await server?.stop()
  }
  return figures
}
