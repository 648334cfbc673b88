import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp } from '../../src/app/app.ts'
import type { App } from '../../src/app/run.ts'
import { readConfig } from '../../src/config.ts'
import { BotFramework } from '../platforms/bot-framework.ts'
import { modelDir } from '../platforms/model-dir.ts'
import { freshDir } from '../store/places.ts'

/** A disk that fails at the last moment: every COMMIT throws while it is broken, as on a full disk. */
const disk = { broken: false }
const prepare = DatabaseSync.prototype.prepare
let platform: BotFramework
let app: App

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
  platform = await BotFramework.start()
  app = await startApp(readConfig({ ...platform.env, PORT: '0', DATA_DIR: freshDir(), MODEL_DIR: modelDir }))
}, 30_000)

afterAll(async () => {
  disk.broken = false
  DatabaseSync.prototype.prepare = prepare
  await app.stop()
  await platform.stop()
  expect(platform.wrong).toEqual([])
}, 30_000)

it('what cannot be stored is not acknowledged: 503 with a pause and no word of why; sent again, it is answered once', async () => {
  const hana = platform.person(`http://127.0.0.1:${app.port}`, 'msteams', 'hana')
  const activity = hana.activity({ text: '/help' })
  disk.broken = true
  for (let i = 0; i < 3; i++) {
    const answer = await hana.post(activity)
    expect(answer).toMatchObject({ status: 503, retryAfter: '5' })
    expect(answer.body).not.toMatch(/disk|database|SQLITE/i)
  }
  expect(await hana.unread()).toEqual([])

  disk.broken = false
  expect((await hana.post(activity)).status).toBe(200)
  expect((await hana.post(activity)).status).toBe(200)
  await hana.reads(/\/offices, \/privacy/)
  expect((await hana.unread()).filter(({ text }) => text !== '')).toEqual([])
})
