import { expect, it } from 'vitest'
import { rewrapLoop } from '../../src/app/rewrapping.ts'
import type { Entry } from '../../src/web/log.ts'

/** What the log says while passes find so much; an error is a pass that failed. */
async function told(...passes: readonly (number | Error)[]): Promise<readonly Entry[]> {
  const said: Entry[] = []
  const stopping = new AbortController()
  const left = [...passes]
  const rewrapping = {
    async rewrap() {
      const found = left.shift()
      if (left.length === 0) setTimeout(() => stopping.abort(), 20)
      if (typeof found === 'number') return found
      throw found
    },
  }
  const log = { note: (entry: Entry) => void said.push(entry), trouble: (entry: Entry) => void said.push(entry) }
  await rewrapLoop({ rewrapping, log, now: () => 0 }, stopping.signal)
  return said
}

it('the older key is said to be no longer needed only after a whole pass that found nothing', async () => {
  expect(await told(5, 2, 0)).toEqual([
    { event: 'keys rewrapped', count: 5, ms: 0 },
    { event: 'keys rewrapped', count: 2, ms: 0 },
    { event: 'older master keys not needed' },
  ])
})

it('a pass that failed says so, and never that the older key is not needed', async () => {
  expect(await told(new Error('no such key'))).toEqual([{ event: 'rewrapping keys' }])
})
