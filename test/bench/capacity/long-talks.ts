import { noRedis } from '../../platforms/redis-server.ts'
import { freshRoom, median, openRedis, startSubject } from './places.ts'
import { type Figure, type Part, progress } from './table.ts'

const sizes = [10, 100, 1000, 10_000]
/** A turn at the end may take so much longer than one at the beginning: what a busy machine does to any two medians. */
const alike = 1.5

/** Every line is kept, and a turn reads none of them. */
export const longTalks: Part = async ({ rounds }) => {
  const figures: Figure[] = []
  for (const kind of ['sqlite', 'redis']) {
    if (kind === 'redis' && noRedis) continue
    const server = kind === 'redis' ? await openRedis('--appendfsync', 'everysec') : null
    const subject = await startSubject(kind, server?.socket ?? freshRoom(), 'given')
    const found: (readonly number[])[] = []
    await subject.ask({ do: 'talk', sizes: [2000] })
    for (let round = 0; round < rounds; round++) {
      progress(`talks: ${kind}, round ${round + 1} of ${rounds}`)
      found.push((await subject.ask({ do: 'talk', sizes })).talk)
    }
    subject.end()
    await server?.stop()
    const middle = sizes.map((_, i) => median(found.map((talk) => talk[i] ?? Number.NaN)))
    const [first = Number.NaN] = middle
    figures.push({
      what: `a turn in a talk of ${sizes.join(', ')} lines, µs, ${kind}`,
      found: middle.map(Math.round).join(', '),
      goal: 'does not grow',
      reached: (middle.at(-1) ?? Number.NaN) < first * alike,
    })
  }
  return figures
}
