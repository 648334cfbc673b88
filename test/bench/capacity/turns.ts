import { noRedis } from '../../platforms/redis-server.ts'
import { freshRoom, median, openRedis, startSubject } from './places.ts'
import { type Figure, type Part, progress } from './table.ts'

const goal = 2000
const warmUp = 10_000
const chats = 2000

/** In process, the whole of handle and relay: understood, decided, committed, handed to a platform, settled. */
export const turns: Part = async ({ rounds, messages }) => {
  const count = messages ?? 10_000
  const figures: Figure[] = []
  for (const kind of ['sqlite', 'redis']) {
    if (kind === 'redis' && noRedis) continue
    for (const understands of ['understanding', 'given']) {
      const server = kind === 'redis' ? await openRedis('--appendfsync', 'everysec') : null
      const subject = await startSubject(kind, server?.socket ?? freshRoom(), understands)
      await subject.ask({ do: 'turns', count: warmUp, chats })
      const [byCpu, byWall]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        progress(`turns: ${kind}, ${understands}, round ${round + 1} of ${rounds}`)
        const { ms, cpuMs } = await subject.ask({ do: 'turns', count, chats })
        byCpu.push((count * 1000) / cpuMs)
        byWall.push((count * 1000) / ms)
      }
      subject.end()
      await server?.stop()
      const with_ = understands === 'understanding' ? 'with understanding' : 'without understanding'
      const place = kind === 'sqlite' ? 'sqlite' : 'Redis (everysec)'
      figures.push({
        what: `answered turns a CPU second, ${place}, ${with_} (no HTTP; ${Math.round(median(byWall))} a second by the clock)`,
        found: `${Math.round(median(byCpu))} (${byCpu.map(Math.round).join(', ')})`,
        goal: `> ${goal}`,
        reached: median(byCpu) > goal,
      })
    }
  }
  return figures
}
