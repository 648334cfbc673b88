import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { picture } from '../files/pictures.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { ask, Consultant } from '../platforms/consultant.ts'
import { type Env, type Helpline, membersOf, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import { noRedis, startRedis } from '../platforms/redis-server.ts'
import { freshDir } from '../store/places.ts'
import { testKeys } from '../store/test-keys.ts'
import { report } from './table.ts'
import { bytesBelow, hits, tracesIn, tracesOn } from './traces.ts'

/** What we promise. */
const longestMs = 60_000

/** Several tests at once: vitest's own `poll` knows one. */
async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await fact()) return
    await pause(20)
  }
  throw new Error(`Waited in vain: ${fact}`)
}

/** Two talks that leave something everywhere: a case, notes, replies, a file; on Telegram and on our own page. */
async function talk(api: BotApi, helpline: Helpline) {
  const anna = await Consultant.signIn(helpline.url, 'anna')
  const takes = async (): Promise<void> => {
    await until(async () => (await anna.waiting()).length === 1)
    const [found] = await anna.waiting()
    for (const [what, body] of [
      ['claim', {}],
      ['notes', { text: 'canary note' }],
      ['messages', { text: 'canary reply' }],
    ] as const)
      expect((await anna.post(`/cases/${found?.id}/${what}`, body)).status, what).toBeLessThan(300)
  }
  const person = api.person(700_300)
  await person.queues('I want to talk to a person about my canary')
  person.says('My name is Canary')
  await takes()
  await person.reads('canary reply')

  const { body } = await ask(`${helpline.url}/v3/directline/tokens/generate`, 'POST')
  const headers = { authorization: `Bearer ${body.token}` }
  const web = async (value: object): Promise<void> => {
    const { url } = current
    const path = `${url}/v3/directline/conversations/${body.conversationId}/activities`
    expect((await ask(path, 'POST', { type: 'message', ...value }, headers)).status).toBe(200)
  }
  const current = { url: helpline.url }
  for (const act of ['speak:en', 'human', 'consent-yes']) await web({ value: { act, label: act } })
  await web({ text: 'canary words on the page' })
  const upload = `${helpline.url}/v3/directline/conversations/${body.conversationId}/upload?name=canary.png`
  const type = { 'content-type': 'application/octet-stream' }
  const sent = await fetch(upload, {
    method: 'POST',
    body: Buffer.from(picture('image/png')),
    headers: { ...headers, ...type },
  })
  expect(sent.status).toBe(200)
  await takes()
  return { person, web, current }
}

/** From the yes until no file holds anything that leads back, in ms. */
async function erased(
  helpline: Helpline,
  talks: Awaited<ReturnType<typeof talk>>,
  count: () => number,
): Promise<number> {
  talks.current.url = helpline.url
  talks.person.says('delete everything about me')
  await talks.person.reads('Delete all your messages')
  const began = performance.now()
  talks.person.taps('erase-yes')
  await talks.web({ value: { act: 'erase-yes', label: 'Yes' } })
  await talks.person.reads('We deleted your data')
  while (count() > 0 && performance.now() - began < longestMs + 5_000) await pause(2_000)
  return performance.now() - began
}

/** Each of them waits most of a minute. */
describe('whoever is erased', { concurrent: true }, () => {
  it('is in no file of the data folder a minute later, and in no copy made since; the copies made before cannot be opened', async () => {
    const [dir, copies] = [freshDir(), freshDir()]
    const api = await BotApi.start(100)
    await withStaff(dir, 'Anna')
    const env: Env = { ...(await telegramEnv(api, 'webhook')), DATA_DIR: dir }
    const first = await startHelpline(env)
    const talks = await talk(api, first)
    expect(await first.end()).toBe(0)
    const traces = tracesIn(dir)
    expect(hits(bytesBelow(dir), traces)).toBe(traces.length)
    expect(traces.length).toBeGreaterThan(20)
    // Makes a copy at its start: of the talks, which stay sealed in it, and of their keys, which must not.
    const second = await startHelpline({ ...env, BACKUP_DIR: copies })
    await until(() => second.output().includes('backed up'))
    const keys = traces.filter((trace) => bytesBelow(copies).includes(trace))
    expect(keys.length).toBeGreaterThan(0)
    const ms = await erased(second, talks, () => hits(bytesBelow(dir), traces))
    const left = hits(bytesBelow(dir), traces)
    expect(await second.end()).toBe(0)
    const later = freshDir()
    const third = await startHelpline({ ...env, BACKUP_DIR: later })
    await until(() => third.output().includes('backed up'))
    expect(await third.end()).toBe(0)
    await api.stop()
    const inCopies = hits(bytesBelow(later), traces)
    const wrapped = tracesIn(dir).length
    report({
      number: '31',
      fault: 'erased, all files of the data folder and the copies since',
      done: `2 talks with case, notes, file; ${traces.length} traces looked for`,
      counts: { hits: left, 'hits in copies': inCopies, 'rows left': wrapped },
      longest: ms,
      seed: null,
    })
    expect({ left, inCopies, wrapped }).toEqual({ left: 0, inCopies: 0, wrapped: 0 })
    expect(ms).toBeLessThan(longestMs)
  })

  it.skipIf(noRedis)(
    'is in no file of Redis a minute later: neither in the append-only file nor in a snapshot',
    async () => {
      // Uncompressed: what stands in a file can be found there.
      const server = await startRedis('--rdbcompression', 'no')
      const api = await BotApi.start(100)
      const [masterKey, idKey] = [testKeys.masterKey, testKeys.idKey].map((key) => key.export().toString('base64'))
      const store = await openRedisStore({ address: server.address, keys: testKeys })
      for (const member of await membersOf('Anna')) await store.saveStaff(member)
      await store.close()
      const helpline = await startHelpline({
        ...(await telegramEnv(api, 'webhook')),
        DATA_DIR: freshDir(),
        REDIS_URL: `unix://${server.socket}`,
        MASTER_KEY: masterKey ?? '',
        ID_KEY: idKey ?? '',
      })
      const talks = await talk(api, helpline)
      const traces = tracesOn(server)
      expect(traces.length).toBeGreaterThan(20)
      expect(hits(server.bytes(), traces)).toBe(traces.length)
      const ms = await erased(helpline, talks, () => hits(server.bytes(), traces))
      server.cli('save')
      const left = hits(server.bytes(), traces)
      const rows = tracesOn(server).length
      expect(await helpline.end()).toBe(0)
      await api.stop()
      await server.stop()
      report({
        number: '31',
        fault: 'erased, all files of Redis',
        done: `2 talks with case, notes, file; ${traces.length} traces looked for`,
        counts: { hits: left, 'rows left': rows },
        longest: ms,
        seed: null,
      })
      expect({ left, rows }).toEqual({ left: 0, rows: 0 })
      expect(ms).toBeLessThan(longestMs)
    },
  )

  it.skipIf(noRedis)(
    'while Redis is away is asked to wait, not half erased; the same tap, repeated by the platform, erases',
    async () => {
      const server = await startRedis('--rdbcompression', 'no')
      const api = await BotApi.start(100)
      const helpline = await startHelpline({
        ...(await telegramEnv(api, 'webhook')),
        DATA_DIR: freshDir(),
        REDIS_URL: `unix://${server.socket}`,
      })
      const person = api.person(700_301)
      await person.queues('I want to talk to a person about my canary')
      person.says('/delete')
      await person.reads('Delete all your messages')
      const before = tracesOn(server)
      await server.kill()
      const tap = person.taps('erase-yes')
      const statuses = () =>
        api.updates.deliveries.filter(({ update }) => update === tap.update_id).map(({ status }) => status)
      await until(() => statuses().includes(503))
      // Nothing of it was done while it was away.
      expect(hits(server.bytes(), before)).toBe(before.length)
      await server.start()
      await person.reads('We deleted your data')
      const after = tracesOn(server)
      const kept = before.filter((trace) => trace.length > 40 && after.some((one) => one.equals(trace)))
      expect(kept).toEqual([])
      expect(await helpline.end()).toBe(0)
      expect(helpline.output()).not.toMatch(/canary/i)
      await api.stop()
      await server.stop()
      report({
        number: '31',
        fault: 'erased while Redis is away',
        done: `${statuses().length} deliveries of one tap`,
        counts: { 'half erased': 0, kept: kept.length },
        longest: null,
        seed: null,
      })
    },
  )
})
