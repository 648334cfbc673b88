import { afterEach, expect, it, vi } from 'vitest'
import { startApp } from '../../src/app/app.ts'
import type { App } from '../../src/app/run.ts'
import { readConfig } from '../../src/config.ts'
import { record } from '../../src/core/door.ts'
import { report } from '../drills/table.ts'
import { ask, Consultant, cookieOf } from '../platforms/consultant.ts'
import { modelDir } from '../platforms/model-dir.ts'
import { freshDir } from '../store/places.ts'

let app: App | null = null
afterEach(async () => {
  await app?.stop()
  vi.restoreAllMocks()
})

/** The real program in its demo, whose clock can be put forward. */
async function start() {
  const clock = { ahead: 0 }
  const real = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => real() + clock.ahead)
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  app = await startApp(readConfig({ DATA_DIR: freshDir(), MODEL_DIR: modelDir, PORT: '0' }))
  const url = `http://127.0.0.1:${app.port}`
  const signedIn = await ask(`${url}/api/session`, 'POST', { login: 'anna', password: 'anna-demo-1' })
  return { clock, url, anna: new Consultant(url, cookieOf(signedIn)) }
}

it('a console that is closed while the person waits: the case is back in the queue, and Anna’s reply is refused', async () => {
  const { clock, url, anna } = await start()
  const leaving = new AbortController()
  await fetch(`${url}/api/live`, { headers: { cookie: anna.cookie }, signal: leaving.signal })
  const [first] = await anna.waiting()
  const path = `/cases/${first?.id}`
  const state = async (): Promise<unknown> => record((await anna.get(path)).body.case)?.state
  expect((await anna.post(`${path}/claim`)).status).toBe(200)
  clock.ahead += 50_000
  // Longer than the program takes between two looks: with the console open, nothing is taken away.
  await new Promise((resolve) => setTimeout(resolve, 6_000))
  expect(await state()).toBe('claimed')
  leaving.abort()
  // The server notices the closed stream before the clock goes on.
  await new Promise((resolve) => setTimeout(resolve, 200))
  clock.ahead += 45_000
  await expect.poll(state, { timeout: 10_000 }).toBe('queued')
  const late = await anna.post(`${path}/messages`, { text: 'Which street?' })
  expect(late.body.error).toMatchObject({ code: 'not-yours' })
  report({
    number: '12',
    fault: 'a consultant vanishes in the middle of a case',
    done: '1 console closed, 50 s open before and 45 s gone by the clock',
    counts: { orphans: 0, 'late replies taken': 0 },
    longest: null,
    seed: null,
  })
})
