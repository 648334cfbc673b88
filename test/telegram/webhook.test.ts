import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { Consultant } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import { isQueued } from '../platforms/person.ts'
import { freshDir } from '../store/places.ts'

let api: BotApi
let helpline: Helpline

beforeAll(async () => {
  api = await BotApi.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna')
  helpline = await startHelpline({ ...(await telegramEnv(api, 'webhook')), DATA_DIR: dir })
  await api.until(() => api.updates.webhook !== null, 'the webhook is set')
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await api.stop()
  expect(api.wrong).toEqual([])
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

describe('Telegram by webhook', () => {
  it('tells Telegram where updates go, with a secret', async () => {
    const [set] = api.calls.filter((call) => call.method === 'setWebhook')
    expect(set?.payload.url).toBe(`${helpline.url}/telegram`)
    expect(set?.payload.allowed_updates).toContain('callback_query')
  })

  it('a talk from greeting to rating: language, answer with its source, two misses, a person by name, a thank-you', async () => {
    const amina = api.person(101)
    amina.says('/start')
    const picker = await amina.next()
    expect(picker.buttons[0]).toEqual({ text: 'English', callback_data: 'speak:en' })
    amina.taps('English')
    await amina.reads('I am a robot')
    await amina.reads('Choose a topic')

    amina.says('Where do I declare my place of residence?')
    const answer = await amina.reads('you must declare a new address')
    expect(answer.text).toMatch(/Source: https:\/\/latvija\.gov\.lv\S+ \(.*\d{4}\)/)
    expect(answer.buttons.map((button) => button.callback_data)).toContain('good:declared-address')

    amina.says('my fridge sings purple songs at night, canary')
    await amina.reads('Try to write it in other words')
    amina.says('the moon cheese wobbles under my canary carpet')
    await amina.reads('Shall I ask a person?')
    amina.taps('👤 Talk to a person')
    await amina.reads('we save your messages for 30 days')
    amina.taps('✅ Yes')
    await amina.reads(isQueued)

    const anna = await Consultant.signIn(helpline.url, 'anna')
    const [waiting] = await anna.waiting()
    expect(waiting).toMatchObject({ state: 'queued', channel: 'telegram', language: 'en' })
    expect(waiting?.question).toContain('moon cheese')
    const path = `/cases/${waiting?.id}`
    expect((await anna.post(`${path}/claim`)).status).toBe(200)
    await amina.reads('You are now talking to Anna')
    expect((await anna.post(`${path}/messages`, { text: 'Good day! Which *canary* carpet?' })).status).toBe(200)
    expect((await amina.next()).text).toBe('👤 Anna\nGood day! Which *canary* carpet?')
    amina.says('the blue canary one')
    await expect.poll(async () => (await anna.lines(waiting?.id)).at(-1)?.text).toBe('the blue canary one')
    expect(await amina.unread()).toEqual([])

    expect((await anna.post(`${path}/close`)).status).toBe(200)
    await amina.reads('This talk is finished')
    expect((await amina.next()).text).toBe('Did we help you?')
    amina.taps('👍')
    await amina.reads('Your answer helps us')
    await expect.poll(async () => record((await anna.get(path)).body.case)?.rating).toBe('good')
  })

  it('every tap is answered, so that no button spins', async () => {
    const boris = api.person(102, 'ru')
    boris.says('/language')
    await boris.next()
    const taps = () => api.calls.filter((call) => call.method === 'answerCallbackQuery').length
    const before = taps()
    boris.taps('Русский')
    await boris.next()
    await expect.poll(taps).toBe(before + 1)
  })

  it('a voice message, a picture and a place are never met with silence', async () => {
    const chitra = api.person(103)
    chitra.says('/start en')
    await chitra.reads('Choose a topic')
    chitra.sends({ location: { latitude: 57.54, longitude: 25.43 } })
    await chitra.reads('Cēsis. Address')
    chitra.sends({ location: { latitude: 34.5, longitude: 69.2 } })
    await chitra.reads('Which office is near you?')
    chitra.sends({ voice: { file_id: 'canary-file' } })
    await chitra.reads('We got your voice message')
    chitra.sends({ photo: [{ file_id: 'small' }, { file_id: 'large' }], caption: 'canary letter' })
    await chitra.reads('We got your picture')
    chitra.sends({ sticker: { file_id: 'x' } })
    await chitra.reads('I cannot open this')
  })

  it('a command with the name of something else in the language of the program is only a word', async () => {
    const dina = api.person(104)
    dina.says('/start en')
    await dina.reads('Choose a topic')
    dina.says('/constructor')
    // It is near "construction", which topics may or may not speak of.
    await dina.reads(/Try to write it in other words|Do you mean one of these/)
  })

  it('a person who blocks the bot is not written to, and their case is closed as unreachable', async () => {
    const elif = api.person(105)
    elif.says('/start en')
    await elif.reads('Choose a topic')
    elif.says('/human')
    await elif.reads('Is this OK?')
    elif.taps('✅ Yes')
    await elif.reads(isQueued)
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const [mine] = await anna.waiting()
    elif.blocks()
    await expect
      .poll(async () => record((await anna.get(`/cases/${mine?.id}`)).body.case))
      .toMatchObject({ state: 'closed', how: 'unreachable', unreachable: 'blocked' })
    expect(await elif.unread()).toEqual([])
  })
})
