import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPace } from '../../src/channels/common/pace.ts'
import { TelegramApi } from '../../src/channels/telegram/api.ts'
import { createNiceties } from '../../src/channels/telegram/niceties.ts'
import { createOwnMessages } from '../../src/channels/telegram/own-messages.ts'
import { compose } from '../../src/engine/compose.ts'
import { talk } from '../core/given.ts'
import { anna, rules, texts, wishes } from '../core/small-world.ts'
import { BotApi } from '../platforms/bot-api.ts'

const day = 86_400_000

describe('/hide on Telegram', () => {
  let api: BotApi
  let client: TelegramApi
  beforeAll(async () => {
    api = await BotApi.start()
    client = new TelegramApi(api.token, api.root)
  })
  afterAll(async () => {
    await client.hangUp()
    await api.stop()
  })

  it('takes every message of the bot off the screen of whoever asks, in calls of a hundred, and nobody else’s', async () => {
    const own = createOwnMessages(() => 0)
    client.onSent = own.note
    for (const chat of [901, 902]) api.person(chat)
    for (let i = 0; i < 120; i++) await client.sendMessage(901, `message ${i}`)
    await client.sendMessage(902, 'to somebody else')
    const troubles: string[] = []
    createNiceties(
      client,
      createPace(25),
      () => 0,
      (what) => void troubles.push(what),
    ).takeBack(901, own.take(901))
    await expect.poll(() => api.chat(901).length).toBe(0)
    expect(api.chat(902)).toHaveLength(1)
    expect(api.calls.filter(({ method }) => method === 'deleteMessages')).toHaveLength(2)
    expect([api.wrong, troubles]).toEqual([[], []])
    expect(own.take(901)).toEqual([])
  })

  it('leaves what Telegram no longer lets a bot take back, and never holds more than it may', () => {
    let now = 0
    const own = createOwnMessages(() => now)
    own.note(1, 1)
    now = 2 * day
    own.note(1, 2)
    expect(own.take(1)).toEqual([2])
    for (let i = 0; i < 500; i++) own.note(1, i)
    expect(own.take(1)).toHaveLength(200)
  })
})

describe('/hide', () => {
  it('works in every state and changes nothing of what is kept', () => {
    for (const t of [talk().writes(wishes.address), talk().waiting(), talk().waiting().claimed(anna)]) {
      const { handling, consent } = t.now
      expect(t.taps({ kind: 'hide' }).said).toEqual(['hide.done'])
      expect(t.orders).toContain('hide')
      expect(t.now).toMatchObject({ handling, consent })
    }
  })
  it('lets our own page begin with the line that says so, and show nothing before it', () => {
    const t = talk().waiting()
    t.taps({ kind: 'hide' })
    if (!t.last) throw new Error('Nothing was decided.')
    const { lines } = compose(t.last, 'e', t.at, 1, texts, rules.knowledge)
    expect(lines.filter(({ anew }) => anew).map(({ text }) => text)).toEqual([lines.at(-1)?.text])
  })
})
