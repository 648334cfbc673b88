import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createSweeping } from '../../src/app/loops.ts'

const seldom = 3_600_000
const log = { note: () => undefined, trouble: () => undefined }

/** A store that only counts how often it was swept, each time taking a while. */
function swept(afterErasingMs: number, takesMs = 0) {
  let count = 0
  const store = {
    async sweep() {
      await setTimeout(takesMs)
      count++
      return { lines: 0, conversations: 0 }
    },
  }
  const stopping = new AbortController()
  const sweeping = createSweeping({ store, log, now: Date.now }, [], 30, { everyMs: seldom, afterErasingMs })
  const done = sweeping.run(stopping.signal)
  return {
    sweeping,
    times: () => count,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

it('somebody who was erased is swept away soon after, not with the next round', async () => {
  const { sweeping, times, stop } = swept(30)
  await expect.poll(times).toBe(1)
  sweeping.erased()
  await expect.poll(times).toBe(2)
  await stop()
  expect(times()).toBe(2)
})

it('who was erased while a round went on is met by another one', async () => {
  const { sweeping, times, stop } = swept(1, 50)
  sweeping.erased()
  await expect.poll(times).toBe(2)
  await stop()
})
