import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { BotApi } from '../platforms/bot-api.ts'
import { type Env, type Helpline, startHelpline, telegramEnv } from '../platforms/helpline.ts'
import { ofLittle } from '../platforms/model-dir.ts'
import { checkReplies, commandFor } from '../platforms/numbered.ts'

async function given(test: TestContext) {
  const api = await BotApi.start()
  test.onTestFinished(() => api.stop())
  const env: Env = {
    ...(await telegramEnv(api, 'polling')),
    ...ofLittle,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'polling-')),
  }
  test.onTestFinished(() => rmSync(env.DATA_DIR ?? '', { recursive: true, force: true }))
  const start = async (): Promise<Helpline> => {
    const helpline = await startHelpline(env)
    test.onTestFinished(async () => {
      await helpline.end()
      expect(helpline.output()).not.toMatch(/canary/i)
    })
    return helpline
  }
  return { api, start }
}

const offsets = (api: BotApi) => api.calls.filter((c) => c.method === 'getUpdates').map((c) => Number(c.payload.offset))

describe.concurrent('Telegram by polling', { timeout: 120_000 }, () => {
  it('what was written while the helpline slept is answered when it wakes, each chat in its order', async (test) => {
    const { api, start } = await given(test)
    const people = Array.from({ length: 8 }, (_, i) => api.person(501 + i))
    for (let n = 0; n < 12; n++) for (const person of people) person.says(commandFor(n))
    const helpline = await start()
    await api.until(() => api.sent.length === 96, 'all replies')
    for (const person of people) expect(checkReplies(person.read, 12, person.id)).toBe(0)
    expect(await helpline.end()).toBe(0)
    expect(api.wrong).toEqual([])
  })

  it('updates are confirmed only when they are safe: killed in the middle, it loses nothing', async (test) => {
    const { api, start } = await given(test)
    const people = Array.from({ length: 10 }, (_, i) => api.person(521 + i))
    let said = 0
    for (let kill = 0; kill < 2; kill++) {
      const helpline = await start()
      for (const end = said + 10; said < end; said++) for (const person of people) person.says(commandFor(said))
      const enough = api.sent.length + 15 * (kill + 1)
      await api.until(() => api.sent.length >= enough, 'under way')
      await helpline.end('SIGKILL')
    }
    const helpline = await start()
    await api.until(() => api.updates.waiting === 0 && people.every((p) => p.read.length >= said), 'all replies')
    await people[0]?.unread()
    for (const person of people) expect(checkReplies(person.read, said, person.id)).toBeLessThanOrEqual(2)
    expect(await helpline.end()).toBe(0)
  })

  it('a stop takes no longer for a question that Telegram is still holding back', async (test) => {
    const { api, start } = await given(test)
    const helpline = await start()
    await api.until(() => offsets(api).length > 0, 'it asks')
    const began = performance.now()
    expect(await helpline.end()).toBe(0)
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it('survives broken connections, pages of proxies and "somebody else has the webhook" (409)', async (test) => {
    const { api, start } = await given(test)
    api.faults.plan({ kind: 'page', status: 502 }, { method: 'deleteWebhook' })
    api.faults.plan({ kind: 'reset', carriedOut: false }, { method: 'getUpdates' })
    await start()
    const irina = api.person(541)
    irina.says('/help')
    await irina.reads('In danger, call 112')

    const refused = offsets(api).length
    api.updates.webhook = { url: 'http://127.0.0.1:1', secret: 'x' }
    await api.until(() => offsets(api).length > refused, 'it was refused, and asks again')
    api.updates.webhook = null
    irina.says('/offices')
    await irina.reads(/office/i)
  })

  it('the offset never goes back to what was confirmed, and asks for each update once', async (test) => {
    const { api, start } = await given(test)
    await start()
    const jonas = api.person(551)
    for (let n = 0; n < 6; n++) {
      jonas.says(commandFor(n))
      await jonas.next()
    }
    await api.until(() => api.updates.waiting === 0, 'all is confirmed')
    const asked = offsets(api)
    expect(asked).toEqual([...asked].sort((a, b) => a - b))
    expect(asked.at(-1)).toBe(api.nextUpdateId)
    expect(checkReplies(jonas.read, 6, jonas.id)).toBe(0)
  })
})
