import { expect, it, type TestContext } from 'vitest'
import { BotApi } from '../platforms/bot-api.ts'
import { startHelpline, telegramEnv } from '../platforms/helpline.ts'
import { ofLittle } from '../platforms/model-dir.ts'
import { freshDir } from '../store/places.ts'

async function given(test: TestContext) {
  const api = await BotApi.start()
  test.onTestFinished(() => api.stop())
  return { api, env: { ...(await telegramEnv(api, 'webhook')), ...ofLittle, DATA_DIR: freshDir() } }
}

it.concurrent('a stop does not wait for a Telegram that does not answer; what hung is said after the next start', {
  timeout: 60_000,
}, async (test) => {
  const { api, env } = await given(test)
  const helpline = await startHelpline(env)
  const kaija = api.person(701)
  api.faults.plan({ kind: 'slow', ms: 60_000 }, { chat: kaija.id })
  api.faults.plan({ kind: 'slow', ms: 60_000 }, { method: 'getMyCommands' })
  kaija.says('/help')
  kaija.says('/privacy')
  await api.until(() => api.calls.some((call) => call.method === 'sendMessage'), 'under way')
  const began = performance.now()
  expect(await helpline.end()).toBe(0)
  expect(performance.now() - began).toBeLessThan(5000)

  const next = await startHelpline(env)
  await kaija.reads('In danger, call 112')
  await kaija.reads('/delete')
  expect(await next.end()).toBe(0)
})

it.concurrent('a stop does not wait for pages that listen', { timeout: 60_000 }, async (test) => {
  const { env } = await given(test)
  const helpline = await startHelpline(env)
  const opened = await fetch(`${helpline.url}/v3/directline/tokens/generate`, { method: 'POST' })
  const { token, conversationId } = Object(await opened.json())
  const stream = await fetch(`${helpline.url}/v3/directline/conversations/${conversationId}/changed`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(stream.status).toBe(200)
  const closed = stream.text().catch(() => 'cut off')
  const began = performance.now()
  expect(await helpline.end()).toBe(0)
  expect(performance.now() - began).toBeLessThan(3000)
  await closed
})

it.concurrent('a Telegram that cannot be reached at the start is told later where updates go', {
  timeout: 60_000,
}, async (test) => {
  const { api, env } = await given(test)
  api.faults.plan({ kind: 'page', status: 502 }, { method: 'setWebhook', times: 2 })
  const helpline = await startHelpline(env)
  const lana = api.person(702)
  lana.says('/help')
  await lana.reads('In danger, call 112')
  expect(await helpline.end()).toBe(0)
})
