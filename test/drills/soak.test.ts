import { expect, it } from 'vitest'
import { startSubject } from '../bench/capacity/places.ts'
import { freshDir } from '../store/places.ts'
import { report } from './table.ts'

/** A million by hand: `DRILL_MESSAGES=1000000 npm run drills -- soak`. */
const full = process.env.DRILL_ROWS !== undefined
const count = Number(process.env.DRILL_MESSAGES ?? (full ? 100_000 : 4000))
const piece = 10_000
const goalMb = 20
/** More than are kept in memory at once. */
const chats = 6000

it('many messages leave nothing behind in memory', async () => {
  const subject = await startSubject('sqlite', freshDir(), full ? 'understanding' : 'given')
  try {
    await subject.ask({ do: 'turns', count: full ? 30_000 : 7000, chats })
    const before = await subject.ask({ do: 'memory' })
    for (let done = 0; done < count; done += piece)
      await subject.ask({ do: 'turns', count: Math.min(piece, count - done), chats })
    const after = await subject.ask({ do: 'memory' })
    const grown = after.heapMb - before.heapMb
    report({
      number: '29',
      fault: 'nothing but many messages, memory looked at before and after',
      done: `${count} messages of ${chats} people, in process, after a warm-up`,
      counts: {
        'MB more in use': grown.toFixed(1),
        'MB more RSS': Math.round(after.rssMb - before.rssMb),
      },
      longest: null,
      seed: null,
    })
    // An event is remembered for two days, 90 bytes of it in memory: that is no leak.
    expect(grown).toBeLessThan(goalMb + (Math.max(0, count - 100_000) * 110) / 1024 / 1024)
  } finally {
    subject.end()
  }
}, 3_600_000)
