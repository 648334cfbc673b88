import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { botProfiles } from '../../src/app/bot-profiles.ts'
import { createPace } from '../../src/channels/common/pace.ts'
import { TelegramApi } from '../../src/channels/telegram/api.ts'
import { createNiceties } from '../../src/channels/telegram/niceties.ts'
import { presentItself } from '../../src/channels/telegram/profile.ts'
import type { Tap } from '../../src/channels/telegram/tap.ts'
import { watchWebhook } from '../../src/channels/telegram/webhook.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { locales } from '../texts/shipped.ts'

let api: BotApi
let client: TelegramApi
const troubles: string[] = []
const trouble = (what: string): void => void troubles.push(what)

beforeAll(async () => {
  api = await BotApi.start()
  client = new TelegramApi(api.token, api.root)
})
afterEach(() => {
  api.faults.clear()
  api.calls.length = 0
  api.wrong.length = 0
  troubles.length = 0
})
afterAll(async () => {
  await client.hangUp()
  await api.stop()
})

const made = (method: string): number => api.calls.filter((call) => call.method === method).length

function niceties(perSecond = 25) {
  const clock = { now: 1_000_000 }
  const pace = createPace(perSecond)
  return { clock, pace, ...createNiceties(client, pace, () => clock.now, trouble) }
}

async function shownMessage(chat: number): Promise<Tap> {
  api.person(chat)
  const keyboard = { inline_keyboard: [[{ text: 'Menu', callback_data: 'menu' }]] }
  const { message_id: message } = await client.sendMessage(chat, 'Hello', { reply_markup: keyboard })
  return { id: 'old', shown: { chat, message, rows: [[{ text: '✓ Menu', callback_data: 'menu' }]] } }
}

describe('what nobody waits for', () => {
  it('a tick is shown under the message, once; that it was there already is no trouble', async () => {
    const tap = await shownMessage(801)
    const { mark } = niceties()
    mark(tap)
    await expect.poll(() => api.chat(801)[0]?.buttons[0]?.text).toBe('✓ Menu')
    mark(tap)
    await expect.poll(() => api.wrong).toEqual([expect.stringContaining('message is not modified')])
    expect(troubles).toEqual([])
  })

  it('gives way to words: with less than half of the rate free nothing is ticked, and nobody is shown typing', async () => {
    const tap = await shownMessage(802)
    const { pace, clock, mark, typing } = niceties(10)
    for (let n = 0; n < 6; n++) pace.take(`chat ${n}`, clock.now)
    mark(tap)
    typing('802')
    clock.now += 1000
    mark(tap)
    await expect.poll(() => made('editMessageReplyMarkup')).toBe(1)
    expect(made('sendChatAction')).toBe(0)
  })

  it('is not tried while the bot has been told to wait; to be told so over a nicety halts all of it', async () => {
    const tap = await shownMessage(803)
    const { pace, clock, answer, mark, typing } = niceties()
    api.faults.plan({ kind: 'flood', retryAfter: 1 }, { method: 'editMessageReplyMarkup' })
    mark(tap)
    await expect.poll(() => pace.halted(clock.now)).toBe(1000)
    answer(tap)
    mark(tap)
    typing('803')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(api.faults.impatient).toBe(0)
    expect(troubles).toEqual([])
  })

  it('typing is shown at most every four seconds to one person', async () => {
    for (const id of [804, 805]) api.person(id)
    const { clock, typing } = niceties()
    for (const after of [0, 1000, 2900, 100, 3900]) {
      clock.now += after
      typing('804')
      typing('805')
    }
    await expect.poll(() => made('sendChatAction')).toBe(4)
    expect(api.calls.at(-1)?.payload).toEqual({ chat_id: 805, action: 'typing' })
  })
})

describe('how the bot presents itself', () => {
  const profiles = botProfiles(locales)
  const present = (): Promise<void> =>
    presentItself(
      client,
      profiles,
      () => 0,
      async () => undefined,
      new AbortController().signal,
    )

  it('in each language that Telegram has a code of two letters for; English for everybody else', async () => {
    await present()
    expect([...profiles.keys()]).toHaveLength(19)
    expect([...profiles.keys()].slice(0, 3)).toEqual(['', 'lv', 'ru'])
    for (const map of [api.profile.commands, api.profile.description, api.profile.short])
      expect([...map.keys()].sort()).toEqual([...profiles.keys()].sort())
    expect(JSON.stringify(api.profile.commands.get('fa'))).toContain('دفترهای ما')
    expect(api.wrong).toEqual([])
  })

  it('a draft stands together with the English line', () => {
    const english = profiles.get('')?.description ?? ''
    expect(english).toContain('112')
    expect(profiles.get('fa')?.description).toMatch(/^کمک رایگان.*\n\nFree and private help/)
    expect(profiles.get('lv')?.description).not.toContain(english)
  })

  it('says only what has changed: the next start changes nothing', async () => {
    await present()
    expect(made('setMyCommands') + made('setMyDescription') + made('setMyShortDescription')).toBe(0)
    api.profile.short.set('lv', 'Old.')
    await present()
    const set = api.calls.filter(({ method }) => method.startsWith('setMy'))
    expect(set.map(({ method, payload }) => [method, payload.language_code])).toEqual([['setMyShortDescription', 'lv']])
  })

  it('told that it changes too much it stops, quietly, and keeps nobody from being answered', async () => {
    api.profile.short.clear()
    api.faults.plan({ kind: 'flood', retryAfter: 1 }, { method: 'setMyShortDescription' })
    await present()
    expect(made('setMyShortDescription')).toBe(1)
    expect(api.faults.impatient).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 1100))
  })
})

describe('where updates go', () => {
  const webhook = { url: 'https://help.example.org/telegram', secret: 's'.repeat(32) }

  async function watched(looks: number): Promise<readonly string[]> {
    const stopping = new AbortController()
    const notes: string[] = []
    let left = looks
    const rest = async (ms: number): Promise<void> => {
      expect(ms).toBe(60_000)
      if (left-- === 0) stopping.abort()
    }
    const note = (what: string, count: number): void => void notes.push(`${what} ${count}`)
    await watchWebhook({ api: client, webhook, rest, trouble, note }, stopping.signal)
    return notes
  }

  it('is looked at every minute; while all is well nothing is said or changed', async () => {
    api.updates.webhook = webhook
    expect(await watched(3)).toEqual([])
    expect(api.calls.map(({ method }) => method)).toEqual(['getWebhookInfo', 'getWebhookInfo', 'getWebhookInfo'])
    expect(troubles).toEqual([])
  })

  it.each(['https://thief.example/', null])(
    'somebody else has changed it (%s): it is told, and set anew',
    async (url) => {
      api.updates.webhook = url === null ? null : { url, secret: 'x' }
      expect(await watched(2)).toEqual([])
      expect(troubles).toEqual(['webhook moved'])
      expect(api.updates.webhook).toEqual(webhook)
    },
  )

  it('errors of delivery are told by their number, each once', async () => {
    api.updates.webhook = webhook
    api.updates.deliveries.push({ update: 1, status: 503 })
    expect(await watched(2)).toContain('delivery error 503')
    expect((await watched(1)).join()).not.toMatch(/canary/)
    api.updates.deliveries.length = 0
  })

  it('a platform that cannot be asked is asked again', async () => {
    api.faults.plan({ kind: 'page', status: 502 }, { method: 'getWebhookInfo' })
    expect(await watched(2)).toEqual([])
    expect(troubles).toEqual(['webhook'])
  })
})
