import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPace, type Pace } from '../../src/channels/common/pace.ts'
import { TelegramApi } from '../../src/channels/telegram/api.ts'
import { createFetch } from '../../src/channels/telegram/fetch.ts'
import type { Fetched } from '../../src/core/ports.ts'
import { BotApi } from '../platforms/bot-api.ts'
import type { Fault } from '../platforms/bot-faults.ts'

const megabyte = 1024 * 1024
const voice = Buffer.from('canary voice '.repeat(1000))

let api: BotApi
let client: TelegramApi
let pace: Pace

beforeAll(async () => {
  api = await BotApi.start()
  client = new TelegramApi(api.token, api.root)
  pace = createPace(25)
  const keep = (id: string, change: object = {}) =>
    api.files.set(id, { path: `voice/${id}.oga`, bytes: voice, told: voice.length, ...change })
  keep('voice')
  keep('untold', { told: null })
  keep('liar', { told: 10 })
  keep('gone', { path: null })
  keep('huge', { told: 21 * megabyte })
  keep('broken', { breaksAt: 5000 })
  keep('local', { path: '/var/lib/telegram-bot-api/700100:token/voice/file_0.oga' })
  keep('climbing', { path: '../../getMe' })
  keep('asking', { path: 'voice/file.oga?x=1' })
  keep('elsewhere', { path: 'https://evil.example/file' })
})
afterEach(() => {
  api.faults.clear()
  api.wrong.length = 0
})
afterAll(async () => {
  await client.hangUp()
  await api.stop()
})

const open = (reference: string, most = megabyte, at = pace): Promise<Fetched> =>
  createFetch(client, at, Date.now)(reference, most)

async function read(fetched: Fetched): Promise<Buffer> {
  if (fetched.at !== 'open') throw new Error(fetched.at)
  const chunks: Uint8Array[] = []
  for await (const chunk of fetched.body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('a file that Telegram keeps for us', () => {
  it('is read as it was sent, piece by piece', async () => {
    const fetched = await open('voice')
    expect(fetched).toMatchObject({ at: 'open', bytes: voice.length })
    expect((await read(fetched)).equals(voice)).toBe(true)
    expect((await read(await open('untold'))).equals(voice)).toBe(true)
  })

  it('of exactly as many bytes as we may take is taken; of one more it is too large', async () => {
    expect((await read(await open('voice', voice.length))).length).toBe(voice.length)
    expect(await open('voice', voice.length - 1)).toEqual({ at: 'too-large' })
    expect(await open('huge', 30 * megabyte)).toEqual({ at: 'too-large' })
  })

  it('that is larger than it was said to be is not read to its end', async () => {
    expect(await open('liar', 100)).toEqual({ at: 'too-large' })
    const fetched = await open('untold', voice.length - 1)
    await expect(read(fetched)).rejects.toThrow('The file is larger than it was said to be.')
  })

  it('that is no longer there, or never was, is gone', async () => {
    expect(await open('nobody')).toEqual({ at: 'gone' })
    api.files.set('deleted', { path: 'voice/deleted.oga', bytes: voice, told: null })
    api.faults.plan({ kind: 'page', status: 404 }, { method: 'download' })
    expect(await open('deleted')).toEqual({ at: 'gone' })
  })

  it('that is said to lie elsewhere is gone: our token goes to this host alone', async () => {
    api.faults.plan({ kind: 'page', status: 302 }, { method: 'download' })
    expect(await open('voice')).toEqual({ at: 'gone' })
  })

  it('of which Telegram does not know whether it is gone may be asked for again', async () => {
    expect(await open('gone')).toEqual({ at: 'not-now' })
  })

  it.each(['local', 'climbing', 'asking', 'elsewhere'])(
    'is looked for among this bot’s files alone, whatever place is named: %s',
    async (id) => {
      const before = api.calls.length
      expect(await open(id)).toEqual({ at: 'gone' })
      expect(api.calls.slice(before).map(({ method }) => method)).toEqual(['getFile'])
    },
  )

  it.each<readonly [string, Fault, string]>([
    ['an error of the API', { kind: 'error', code: 500, description: 'Internal Server Error' }, 'getFile'],
    ['our token refused', { kind: 'error', code: 401, description: 'Unauthorized' }, 'getFile'],
    ['a page of a proxy', { kind: 'page', status: 502 }, 'getFile'],
    ['a broken connection', { kind: 'reset', carriedOut: false }, 'getFile'],
    ['a page of a proxy instead of the file', { kind: 'page', status: 503 }, 'download'],
  ])('cannot be had now: %s', async (_, fault, method) => {
    api.faults.plan(fault, { method })
    expect(await open('voice')).toEqual({ at: 'not-now' })
  })

  it('is not asked for while the bot has been told to wait', async () => {
    const own = createPace(25)
    api.faults.plan({ kind: 'flood', retryAfter: 1 }, { method: 'getFile' })
    expect(await open('voice', megabyte, own)).toEqual({ at: 'not-now' })
    const before = api.calls.length
    expect(await open('voice', megabyte, own)).toEqual({ at: 'not-now' })
    expect(api.calls).toHaveLength(before)
    expect(own.halted(Date.now())).toBeGreaterThan(500)
  })

  it('that breaks off says so, without a word of its address or our token', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const fetched = await open('broken')
    const error = await read(fetched).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(JSON.stringify(Object(error), Object.getOwnPropertyNames(error))).not.toMatch(/canary|700100|voice/)
  })

  it('that nobody reads to its end gives its connection back', async () => {
    for (let n = 0; n < 100; n++) {
      const fetched = await open('untold')
      if (fetched.at !== 'open') throw new Error(fetched.at)
      for await (const _ of fetched.body) break
    }
    expect((await read(await open('voice'))).length).toBe(voice.length)
  })
})
