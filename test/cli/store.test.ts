import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeOf } from '../../src/cli/store/places.ts'
import { readConfig } from '../../src/config.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { noRedis, type RedisServer, startRedis } from '../platforms/redis-server.ts'
import { freshDir } from '../store/places.ts'
import { fillRichly } from '../store/rich.ts'
import { freshKey } from '../store/test-keys.ts'

const script = join(import.meta.dirname, '../../src/cli/store.ts')
const keys = { masterKey: freshKey(), idKey: freshKey() }
const given = {
  MASTER_KEY: keys.masterKey.export().toString('base64'),
  ID_KEY: keys.idKey.export().toString('base64'),
}

const run = (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...given, ...env },
  })
  return { status, said: stdout + stderr }
}

describe.skipIf(noRedis)(`npm run store${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server?.stop())

  it('moves there and back, shows what it counted, and says what to do next', async () => {
    const [dir, back] = [freshDir(), freshDir()]
    const store = createSqliteStore({ dir, keys })
    await fillRichly(store)
    await store.close()
    const env = { DATA_DIR: dir, REDIS_URL: `unix://${server.socket}`, BACKUP_DIR: freshDir() }
    const there = run(env, 'move', '--from', 'sqlite', '--to', 'redis')
    expect(there.status, there.said).toBe(0)
    expect(there.said).toMatch(/^conversations +4 +4 +[0-9a-f]{16} +same$/m)
    expect(there.said).toMatch(/^remembered events +7 +7 +[0-9a-f]{16} +same$/m)
    expect(there.said).toMatch(/Next:\n1\. Set REDIS_URL/)
    const home = run(env, 'move', '--from', 'redis', '--to', `sqlite:${back}`)
    expect(home.status, home.said).toBe(0)
    expect(home.said).toContain(`Set DATA_DIR=${back}`)
    const sums = (said: string) => said.match(/[0-9a-f]{16} +same/g)
    expect(sums(home.said)).toEqual(sums(there.said))
    expect(run(env, 'reopen', 'redis')).toMatchObject({ status: 0, said: expect.stringContaining('Never start both') })
    expect(there.said + home.said).not.toMatch(/canary|Anna/)
  }, 60_000)

  it('says what is wrong, and what to write instead', () => {
    const env = { DATA_DIR: freshDir() }
    const asked = run(env, 'move', '--from', 'sqlite', '--to', `unix://${server.socket}`)
    expect(asked).toMatchObject({ status: 1, said: expect.stringContaining('There is no helpline.db') })
    expect(run(env, 'mvoe')).toMatchObject({ status: 1, said: expect.stringContaining('--from sqlite --to redis') })
    const wrong = (given: string) => () => placeOf('The target (--to)', given, readConfig(env), env)
    expect(wrong('redis')).toThrow('The target (--to) is `redis`, but REDIS_URL is not set.')
    expect(wrong('here')).toThrow('Write `sqlite`')
    expect(wrong('sqlite:')).toThrow('names no folder')
    expect(wrong('redis://:secret@a/b/c')).toThrow(/cannot be read\. It must be redis:\/\/host:6379(?!.*secret)/)
  }, 60_000)
})
