import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp } from '../../src/app/app.ts'
import type { App } from '../../src/app/run.ts'
import { readConfig } from '../../src/config.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { telegramEnv } from '../platforms/helpline.ts'
import { modelDir } from '../platforms/model-dir.ts'
import { freshDir } from '../store/places.ts'

/** A disk that fails at the last moment: every COMMIT throws while it is broken, as on a full disk. */
const disk = { broken: false }
const prepare = DatabaseSync.prototype.prepare
let api: BotApi
let app: App
let polled: BotApi
let poller: App

beforeAll(async () => {
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...args: Parameters<typeof prepare>): StatementSync {
    const statement = prepare.apply(this, args)
    if (args[0] !== 'COMMIT') return statement
    const run = statement.run.bind(statement)
    statement.run = () => {
      if (disk.broken) throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR' })
      return run()
    }
    return statement
  }
  // Waits of Telegram's, divided by 20: our "in 5 seconds" becomes a quarter of one.
  api = await BotApi.start(20)
  app = await startApp(
    readConfig({
      ...(await telegramEnv(api, 'webhook')),
      HOST: '127.0.0.1',
      DATA_DIR: freshDir(),
      MODEL_DIR: modelDir,
    }),
  )
  await api.until(() => api.updates.webhook !== null, 'the webhook is set')
}, 30_000)

beforeAll(async () => {
  polled = await BotApi.start()
  const env = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: freshDir(), MODEL_DIR: modelDir }
  poller = await startApp(readConfig({ ...(await telegramEnv(polled, 'polling')), ...env }))
}, 30_000)

afterAll(async () => {
  disk.broken = false
  DatabaseSync.prototype.prepare = prepare
  await Promise.all([app.stop(), poller.stop()])
  await polled.stop()
  await api.stop()
}, 30_000)

it('what cannot be stored is not acknowledged: 503 with a pause, and the person is answered once the disk is well', async () => {
  const hana = api.person(301)
  disk.broken = true
  const direct = hana.message({ text: '/privacy' })
  expect(await api.updates.post(direct)).toEqual({ status: 503, retryAfter: 5 })
  const update = hana.says('/help')
  await api.until(() => api.updates.deliveries.filter((d) => d.update === update.update_id).length >= 2, 'a repeat')
  expect(await hana.unread()).toEqual([])
  expect(api.updates.deliveries.map((delivery) => delivery.status)).not.toContain(200)

  disk.broken = false
  expect((await hana.next()).text).toContain('/offices')
  await api.until(() => api.updates.acknowledged.has(update.update_id), 'acknowledged')
  expect(await hana.unread()).toEqual([])
})

it('what cannot be stored is not confirmed by polling either: the same updates are asked for again', async () => {
  const offsets = () => polled.calls.filter((c) => c.method === 'getUpdates').map((c) => Number(c.payload.offset))
  const ivan = polled.person(302)
  disk.broken = true
  const update = ivan.says('/help')
  const asked = offsets().length
  await polled.until(() => offsets().length > asked, 'it asks again')
  expect(Math.max(...offsets())).toBeLessThanOrEqual(update.update_id)
  disk.broken = false
  expect((await ivan.next()).text).toContain('/offices')
  await polled.until(() => polled.updates.acknowledged.has(update.update_id), 'confirmed')
  expect(await ivan.unread()).toEqual([])
})
