import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeKept } from '../../src/core/kept-file.ts'
import { openRedisStore, type RedisOptions } from '../../src/store/redis/store.ts'
import { anna } from '../contracts/records.ts'
import { noRedis, type RedisServer, startRedis, tcp } from '../platforms/redis-server.ts'
import { asked, caseOf, conversation, day, interpretation, morning, said, toSay, turn } from './builders.ts'
import { freshKey, testKeys } from './test-keys.ts'

describe.skipIf(noRedis)(`redis store: its start${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server?.stop())

  let opened = 0
  const name = () => `start${++opened}`
  const open = (options: Partial<RedisOptions> = {}) =>
    openRedisStore({ address: server.address, keys: testKeys, name: name(), ...options })

  it('a server that may lose talks is refused in production, each reason in a sentence; elsewhere it is said', async () => {
    const settings = { appendonly: 'no', appendfsync: 'everysec', 'maxmemory-policy': 'allkeys-lru' }
    for (const [setting, value] of Object.entries(settings)) server.cli('config', 'set', setting, value)
    const refused = await open({ refuse: true }).catch((error: Error) => error.message)
    for (const setting of Object.keys(settings)) expect(refused).toContain(`Set \`${setting} `)
    const said: string[] = []
    await (await open({ warn: (sentence) => said.push(sentence) })).close()
    expect(said).toHaveLength(3)
    const good = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' }
    for (const [setting, value] of Object.entries(good)) server.cli('config', 'set', setting, value)
    await (await open({ refuse: true })).close()
  })

  it('what an account may not ask is said; what it must be able to do it can do with the rights of the runbook', async () => {
    const rights = ['on', '>canary', '~tilts:*', '+@all', '-@admin', '-@dangerous', '+info', '+bgrewriteaof']
    server.cli('acl', 'setuser', 'bot', ...rights)
    const said: string[] = []
    const address = { ...server.address, user: 'bot', password: 'canary' }
    const store = await open({ name: 'tilts', address, refuse: true, warn: (sentence) => said.push(sentence) })
    expect(said).toEqual([
      expect.stringContaining('appendonly'),
      expect.stringContaining('appendfsync'),
      expect.stringContaining('maxmemory-policy'),
    ])
    expect((await store.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'hello')] }))).at).toBe('done')
    expect((await store.commit(turn(conversation('c1', { lines: 1 }), 1, { forget: true }))).at).toBe('done')
    expect(await store.sweep(morning, 1)).toBeDefined()
    await store.close()
  })

  it('a wrong password, or nobody there, is told in a sentence without the password', async () => {
    server.cli('acl', 'setuser', 'other', 'on', '>right', '~*', '+@all')
    const address = { ...server.address, user: 'other', password: 'canary' }
    const wrong = await open({ address, startMs: 500, patienceMs: 300 }).catch((error: Error) => error.message)
    expect(wrong).toContain('WRONGPASS')
    const nobody = await open({ address: tcp(1), startMs: 500, patienceMs: 300 }).catch((error: Error) => error.message)
    expect(nobody).toContain('ECONNREFUSED')
    expect(`${wrong}${nobody}`).not.toContain('canary')
  })

  it('another ID_KEY, another MASTER_KEY, or another number of partitions is refused', async () => {
    const once = { name: name(), partitions: 8 }
    await (await open(once)).close()
    await expect(open({ ...once, keys: { ...testKeys, idKey: freshKey() } })).rejects.toThrow('ID_KEY')
    await expect(open({ ...once, keys: { ...testKeys, masterKey: freshKey() } })).rejects.toThrow('MASTER_KEY')
    await expect(open({ ...once, partitions: 16 })).rejects.toThrow('set it to 8')
    await (await open(once)).close()
  })

  it('with an older MASTER_KEY given, everything is wrapped with the new one, and only then the older one is not needed', async () => {
    const place = name()
    const before = await open({ name: place })
    const lines = [said(1, 'old words')]
    for (let i = 0; i < 30; i++)
      await before.commit(turn(conversation(`c${i}`), 0, { lines, case: caseOf(`c${i}`, `case${i}`) }))
    await before.saveStaff(anna)
    await before.close()
    const keys = { ...testKeys, masterKey: freshKey() }
    const between = await open({ name: place, keys: { ...keys, olderMasterKeys: [testKeys.masterKey] } })
    await expect(open({ name: place, keys })).rejects.toThrow('MASTER_KEY')
    const goOn = async () => true
    expect([await between.rewrap(goOn), await between.rewrap(goOn)]).toEqual([31, 0])
    await between.close()
    const after = await open({ name: place, keys })
    for (let i = 0; i < 30; i++)
      expect((await after.transcript(`c${i}`, 0, 9)).map((line) => line.text)).toEqual(['old words'])
    expect(await after.cases({ max: 100 })).toHaveLength(30)
    expect(await after.staff()).toEqual([anna])
    await after.close()
    await expect(open({ name: place })).rejects.toThrow('MASTER_KEY')
  })

  it('no word, name, address or secret lies in its files; and once somebody is erased, neither does the key to their words', async () => {
    const store = await open({ name: 'canaries' })
    const c = conversation('c1', { question: asked('canary-question'), address: 'canary-address' })
    const lines = [
      said(1, 'canary-words'),
      toSay(2, 'canary-answer', { buttons: [{ act: 'menu', label: 'canary-label' }] }),
    ]
    const view = caseOf('c1', 'case1', { question: 'canary-question', by: { id: 's1', name: 'canary-name' } })
    const answer = await store.commit(turn(c, 0, { event: 'telegram:canary-event', lines, case: view }))
    const fence = answer.at === 'done' ? (answer.fence ?? -1) : -1
    const state = { at: 'sent', receipt: 'canary-receipt' } as const
    await store.settle({ conversation: 'c1', fence, line: 2, outcome: { at: 'settled', state } })
    await store.saveStaff({ ...anna, login: 'canary-login', legalName: 'canary-name' })
    const wrapped = wrappedKeys(server, 'canaries')
    expect(wrapped).toHaveLength(1)
    expect(server.bytes().includes(wrapped[0] ?? '')).toBe(true)
    expect(server.bytes().toString('latin1').toLowerCase()).not.toMatch(/canary-/)

    await store.commit(turn(conversation('c1', { lines: 2 }), 1, { forget: true, lines: [toSay(3, 'canary-gone')] }))
    // It was told to write its file anew; nobody else asks it to.
    await expect.poll(() => server.bytes().includes(wrapped[0] ?? ''), { timeout: 5_000 }).toBe(false)
    expect(server.bytes().toString('latin1').toLowerCase()).not.toMatch(/canary-/)
    await store.close()
  })

  it('of a talk whose time is over nothing is left: no key, no line, no index', async () => {
    const place = name()
    const store = await open({ name: place })
    const media = { kind: 'picture', file: writeKept({ id: 'f'.repeat(22), key: 'k'.repeat(43) }) } as const
    await store.keepFile({ id: 'f'.repeat(22), conversation: 'c1', sealed: Buffer.alloc(300_000), until: morning })
    const lines = [said(1, 'words', { media }), said(2, 'short', { until: morning }), toSay(3, 'never sent')]
    const due = [{ name: 'quiet', at: morning }] as const
    const closed = caseOf('c1', 'case1', { state: 'closed', closedAt: morning })
    await store.commit(turn(conversation('c1'), 0, { lines, due, case: closed, services: [interpretation()] }))
    const left = () => server.cli('--scan', '--pattern', `${place}:*`).split('\n').sort()
    expect(left().length).toBeGreaterThan(15)
    await store.sweep(morning + 10 * 366 * day, 30 * day)
    // But for counters, and what every start checks.
    expect(left().filter((key) => !/:n$|:meta$/.test(key))).toEqual([])
    await store.close()
  })

  it('a second process takes up what the first has left, and sees what it has written', async () => {
    const place = name()
    const clock = { now: Date.now() }
    const one = await open({ name: place, now: () => clock.now, leaseMs: 1000 })
    const two = await open({ name: place, now: () => clock.now, leaseMs: 1000, lookMs: 50 })
    expect(await two.claimWork(clock.now, 1000, 10)).toEqual([])
    await one.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'hello')] }))
    await pause(60)
    expect((await two.load('c1')).version).toBe(1)
    expect(await two.claimWork(clock.now, 1000, 10)).toEqual([])
    clock.now += 1000
    expect(await two.claimWork(clock.now, 1000, 10)).toMatchObject([{ conversation: 'c1', doubtful: true }])
    await two.commit(turn(conversation('c1', { lines: 1 }), 1, { forget: true, lines: [said(2, 'anew')] }))
    expect((await one.load('c1')).version).toBe(2)
    expect((await one.transcript('c1', 0, 9)).map((line) => line.text)).toEqual(['anew'])
    for (const store of [one, two]) await store.close()
  })

  it('a process whose clock is an hour ahead takes no outbox that another one is sending', async () => {
    const place = name()
    const right = await open({ name: place })
    await right.commit(turn(conversation('c1'), 0, { at: Date.now(), lines: [toSay(1, 'hello')] }))
    const real = Date.now
    Date.now = () => real() + 3_600_000
    try {
      const wrong = await open({ name: place })
      expect(await wrong.claimWork(Date.now(), 30_000, 10)).toEqual([])
      expect(await wrong.nextWork()).toBeGreaterThan(Date.now())
      await wrong.close()
    } finally {
      Date.now = real
    }
    await right.close()
  })
})

/** As they lie there. */
function wrappedKeys(server: RedisServer, name: string): Buffer[] {
  const hashes = server.cli('--scan', '--pattern', `${name}:keys:*`).split('\n').filter(Boolean)
  return hashes.map((hash) => server.cliBytes('hvals', hash))
}
