import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPace } from '../../src/channels/common/pace.ts'
import { TelegramApi } from '../../src/channels/telegram/api.ts'
import { createSender } from '../../src/channels/telegram/send.ts'
import { createFileSender } from '../../src/channels/telegram/send-file.ts'
import type { Outgoing } from '../../src/core/transcript.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { startHelpline, telegramEnv } from '../platforms/helpline.ts'
import { checkReplies, commandFor } from '../platforms/numbered.ts'
import { toSay } from '../store/builders.ts'

let api: BotApi
beforeAll(async () => {
  api = await BotApi.start()
}, 30_000)
afterAll(() => api.stop())

describe('how fast the bot speaks', () => {
  it('three messages to one chat at once, then one a second', () => {
    const pace = createPace(25)
    expect([1, 2, 3].map(() => pace.take('a', 10_000))).toEqual([0, 0, 0])
    expect(pace.take('a', 10_000)).toBe(1000)
    expect(pace.take('a', 10_400)).toBe(600)
    expect(pace.take('a', 11_000)).toBe(0)
    expect(pace.take('a', 11_000)).toBe(1000)
  })

  it('to all chats together no more than the limit in any second', () => {
    const pace = createPace(25)
    let taken = 0
    for (let i = 0; i < 100; i++) if (pace.take(`chat${i}`, 5000) === 0) taken++
    expect(taken).toBe(25)
    expect(pace.take('another', 5000)).toBe(40)
    expect(pace.take('another', 5040)).toBe(0)
  })

  it('a clock that goes back makes nobody faster', () => {
    const pace = createPace(1000)
    for (let i = 0; i < 3; i++) pace.take('a', 100_000)
    expect(pace.take('a', 40_000)).toBe(1000)
  })

  it('"wait" means everybody, and the longer of two waits counts', () => {
    const pace = createPace(Number.POSITIVE_INFINITY)
    pace.halt(9000)
    pace.halt(4000)
    expect(pace.take('a', 1000)).toBe(8000)
    expect(pace.halted(1000)).toBe(8000)
    expect(pace.take('b', 9000)).toBe(0)
  })

  it('in a running helpline: seven replies to one person take four seconds, and come in order', async () => {
    const helpline = await startHelpline({ ...(await telegramEnv(api, 'polling')), TELEGRAM_MESSAGES_PER_SECOND: '25' })
    const person = api.person(601)
    const others = [602, 603, 604, 605].map((id) => api.person(id))
    for (let n = 0; n < 7; n++) person.says(commandFor(n))
    for (const other of others) other.says('/help')
    await api.until(() => person.read.length === 7, 'all replies')
    expect(checkReplies(person.read, 7, person.id)).toBe(0)
    const at = person.read.map((sent) => sent.at)
    expect((at[6] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(3500)
    // Nobody else has waited for the one who asks so much.
    for (const other of others) expect((other.read[0]?.at ?? 0) - (at[0] ?? 0)).toBeLessThan(1500)
    expect(await helpline.end()).toBe(0)
  })
})

describe('a line longer than one message', () => {
  const long = (number: number): Outgoing => ({
    conversation: 'c1',
    line: toSay(number, `${'first '.repeat(600)}\n${'second '.repeat(550)}`, {
      buttons: [{ act: 'menu', label: '🏠 Menu' }],
    }),
  })

  function sender(perSecond = Number.POSITIVE_INFINITY) {
    const clock = { now: 1_000_000 }
    const client = new TelegramApi(api.token, api.root)
    const pace = createPace(perSecond)
    const now = (): number => clock.now
    const withFile = createFileSender(client, pace, now, async () => null)
    return { clock, client, send: createSender(client, pace, now, withFile) }
  }

  it('goes out in pieces, the buttons under the last one', async () => {
    const reader = api.person(611)
    expect((await sender().send(long(1), '611')).at).toBe('ok')
    expect(reader.read.map((sent) => sent.text.split(' ')[0])).toEqual(['first', 'second'])
    expect(reader.read.map((sent) => sent.buttons.length)).toEqual([0, 1])
  })

  it('told to wait in its middle, it goes on where it stopped: nobody reads the beginning twice', async () => {
    const reader = api.person(612)
    const { clock, send } = sender()
    api.faults.plan({ kind: 'slow', ms: 1 }, { chat: 612 })
    api.faults.plan({ kind: 'error', code: 500, description: 'Internal Server Error' }, { chat: 612 })
    expect(await send(long(2), '612')).toMatchObject({ at: 'retry', tried: true })
    expect(reader.read).toHaveLength(1)
    clock.now += 1000
    expect((await send(long(2), '612')).at).toBe('ok')
    expect(reader.read.map((sent) => sent.text.split(' ')[0])).toEqual(['first', 'second'])
  })

  it('its rest keeps the pace, too', async () => {
    const reader = api.person(613)
    const { clock, send } = sender(1)
    expect(await send(long(3), '613')).toEqual({ at: 'retry', afterMs: 1000, tried: false })
    expect(reader.read).toHaveLength(1)
    clock.now += 1000
    expect((await send(long(3), '613')).at).toBe('ok')
    expect(reader.read).toHaveLength(2)
  })

  it('after hanging up nothing is tried: it waits for the next start, it is not taken for sent', async () => {
    const { client, send } = sender()
    await client.hangUp()
    expect(await send(long(4), '611')).toMatchObject({ at: 'retry' })
  })

  it('who stops waits a moment for answers, not for ever', { timeout: 10_000 }, async () => {
    api.person(614)
    const { client, send } = sender()
    api.faults.plan({ kind: 'slow', ms: 9000 }, { chat: 614 })
    const sending = send(long(5), '614')
    await api.until(() => api.calls.some((call) => call.payload.chat_id === 614), 'under way')
    const began = performance.now()
    await client.hangUp()
    expect(performance.now() - began).toBeLessThan(4000)
    expect(await sending).toEqual({ at: 'unconfirmed' })
  })
})
