import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { BotFramework } from '../platforms/bot-framework.ts'
import { Consultant } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

let platform: BotFramework
let helpline: Helpline

beforeAll(async () => {
  platform = await BotFramework.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna')
  helpline = await startHelpline({ ...platform.env, DATA_DIR: dir })
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await platform.stop()
  expect(platform.wrong).toEqual([])
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const isQueued = /Our team has your message|Our office is closed/

describe('a talk by the Bot Framework', () => {
  it.each(['msteams', 'skype', 'webchat', 'directline', 'slack'])(
    'from greeting to rating: language, answer, two misses, consent, a person by name, a thank-you: %s',
    { timeout: 60_000 },
    async (channel) => {
      const amina = platform.person(helpline.url, channel, `amina_${channel}`)
      await amina.sends({ type: 'conversationUpdate', membersAdded: [{ id: amina.bot }] })
      await amina.reads('Language?')
      await amina.chooses('English')
      await amina.reads('I am a robot')
      await amina.reads('Choose a topic')

      await amina.says('Where do I declare my place of residence?')
      const answer = await amina.reads('you must declare a new address')
      expect(answer.text).toMatch(/Source: https:\/\/latvija\.gov\.lv\S+ \(.*\d{4}\)/)

      await amina.says('my fridge sings purple songs at night, canary')
      await amina.reads('Try to write it in other words')
      await amina.says('the moon cheese wobbles under my canary carpet')
      await amina.reads('Shall I ask a person?')
      await amina.chooses('Talk to a person')
      await amina.reads('we save your messages for 30 days')
      await amina.chooses('Yes')
      await amina.reads(isQueued)

      const anna = await Consultant.signIn(helpline.url, 'anna')
      const [waiting] = await anna.waiting()
      expect(waiting).toMatchObject({ state: 'queued', channel: 'botframework', language: 'en' })
      const path = `/cases/${waiting?.id}`
      expect((await anna.post(`${path}/claim`)).status).toBe(200)
      await amina.reads('You are now talking to Anna')
      expect((await anna.post(`${path}/presence`, { doing: 'writing' })).status).toBe(204)
      await expect.poll(() => platform.typed.filter((one) => one === amina.conversation)).toHaveLength(1)
      expect((await anna.post(`${path}/messages`, { text: 'Good day! Which *canary* <b>carpet</b>?' })).status).toBe(
        200,
      )
      expect((await amina.next()).text).toBe('👤 Anna\nGood day! Which *canary* <b>carpet</b>?')
      await amina.says('the blue canary one')
      await expect.poll(async () => (await anna.lines(waiting?.id)).at(-1)?.text).toBe('the blue canary one')
      expect(await amina.unread()).toEqual([])

      expect((await anna.post(`${path}/close`)).status).toBe(200)
      await amina.reads('This talk is finished')
      await amina.reads('Did we help you?')
      await amina.chooses('👍')
      await amina.reads('Your answer helps us')
      await expect.poll(async () => record((await anna.get(path)).body.case)?.rating).toBe('good')
    },
  )
})
