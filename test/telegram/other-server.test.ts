import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Json, record } from '../../src/core/door.ts'
import { Consultant, list } from '../platforms/consultant.ts'
import { freePort, type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

/** The same talk against a Bot API server that others have written: it knows no long polling and few methods. */
let server: TelegramServer
let helpline: Helpline
const token = '700200:canary-token'

beforeAll(async () => {
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await server.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna')
  helpline = await startHelpline({
    DATA_DIR: dir,
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: server.config.apiURL,
    TELEGRAM_MODE: 'polling',
  })
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await server.stop()
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

it('a talk by polling: greeting, language, answer, two misses, a person, a reply by name, a rating', async () => {
  const client = server.getClient(token, { chatId: 42, userId: 42, timeout: 5000, interval: 30 })
  const shown: Json[] = []
  const says = (text: string) => client.sendMessage(client.makeMessage(text))
  const taps = (act: string, message: object = {}) => client.sendCallback(client.makeCallbackQuery(act, { message }))
  async function reads(words: RegExp): Promise<Json> {
    for (;;) {
      const message = shown.shift()
      if (!message) {
        const updates = await client.getUpdates()
        const told = list(updates.result).map(({ message, messageId }) => ({
          ...record(message),
          message_id: messageId,
        }))
        shown.push(...told)
      } else if (words.test(String(message.text))) return message
    }
  }

  await client.sendCommand(client.makeCommand('/start'))
  const picker = await reads(/Language\?/)
  expect(JSON.stringify(picker.reply_markup)).toContain('speak:en')
  await taps('speak:en', picker)
  await reads(/Choose a topic/)
  const ticked = () => server.storage.botMessages.find((one) => one.messageId === picker.message_id)?.message
  await expect.poll(() => JSON.stringify(record(ticked())?.reply_markup)).toContain('✓ English')
  expect(JSON.stringify(record(ticked())?.reply_markup)).not.toContain('Latviešu')
  await says('Where do I declare my place of residence?')
  expect((await reads(/you must declare a new address/)).text).toContain('Source: https://latvija.gov.lv')
  await says('my fridge sings purple songs at night, canary')
  await reads(/in other words/)
  await says('the moon cheese wobbles under my canary carpet')
  await reads(/Shall I ask a person/)
  await taps('human')
  await reads(/we save your messages/)
  await taps('consent-yes')
  await reads(/Our team has your message|office is closed/)

  const anna = await Consultant.signIn(helpline.url, 'anna')
  const [waiting] = await anna.waiting()
  const path = `/cases/${waiting?.id}`
  expect((await anna.post(`${path}/claim`)).status).toBe(200)
  await reads(/You are now talking to Anna/)
  expect((await anna.post(`${path}/messages`, { text: 'Which canary carpet?' })).status).toBe(200)
  expect((await reads(/Which/)).text).toBe('👤 Anna\nWhich canary carpet?')
  expect((await anna.post(`${path}/close`)).status).toBe(200)
  await reads(/Did we help you/)
  await taps('rate:good')
  await reads(/Your answer helps us/)
  await expect.poll(async () => record((await anna.get(path)).body.case)?.rating).toBe('good')
})
