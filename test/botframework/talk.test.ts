import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { picture, taken } from '../files/pictures.ts'
import { BotFramework } from '../platforms/bot-framework.ts'
import { Consultant } from '../platforms/consultant.ts'
import { freePort, type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

let platform: BotFramework
let helpline: Helpline

beforeAll(async () => {
  platform = await BotFramework.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna')
  const port = String(await freePort())
  helpline = await startHelpline({ ...platform.env, DATA_DIR: dir, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` })
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await platform.stop()
  expect(platform.wrong).toEqual([])
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

/** The newest file of a case as its consultant opens it; a status where there is none. */
async function fileIn(anna: Consultant, id: unknown) {
  const line = (await anna.lines(id)).findLast(({ media }) => media)
  const answer = await fetch(`${helpline.url}/api/cases/${id}/files/${line?.number}`, {
    headers: { cookie: anna.cookie },
  })
  if (answer.status !== 200) return answer.status
  return { type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) }
}

async function sendFile(anna: Consultant, id: unknown, name: string, bytes: Uint8Array): Promise<void> {
  const answer = await fetch(`${helpline.url}/api/cases/${id}/files?name=${name}`, {
    method: 'POST',
    body: Buffer.from(bytes),
    headers: { cookie: anna.cookie },
  })
  expect(answer.status).toBe(204)
}

const isQueued = /Our team has your message|Our office is closed/

describe('a talk by the Bot Framework', () => {
  it.each(['msteams', 'skype', 'webchat', 'directline', 'slack'])(
    'from greeting to rating: language, answer, two misses, consent, a person by name, files both ways, a thank-you: %s',
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

      const photo = `letter-${channel}`
      platform.files.set(photo, taken('image/jpeg', 'canary-place'))
      await amina.sends({
        attachments: [{ contentType: 'image/*', contentUrl: platform.fileUrl(photo), name: 'l.jpg' }],
      })
      expect(await fileIn(anna, waiting?.id)).toEqual({ type: 'image/jpeg', bytes: picture('image/jpeg') })
      await amina.sends({ attachments: [{ contentType: 'image/*', contentUrl: platform.fileUrl('moved') }] })
      expect(await fileIn(anna, waiting?.id)).toBe(410)
      await amina.sends({ attachments: [{ contentType: 'image/*', contentUrl: 'https://169.254.169.254/x' }] })
      expect(await fileIn(anna, waiting?.id)).toBe(410)
      expect(await amina.unread()).toEqual([])

      await sendFile(anna, waiting?.id, 'map.png', picture('image/png'))
      const came = [await amina.next()]
      if (!came[0]?.text.includes('http')) came.push(await amina.next())
      expect(came[0]?.text).toContain('👤 Anna')
      const link = /http\S+/.exec(JSON.stringify(came.at(-1)?.activity.attachments ?? came[0]?.text))?.[0].split('"')[0]
      const given = await fetch(String(link?.split('\\n').at(-1)))
      expect(Buffer.from(await given.arrayBuffer())).toEqual(picture('image/png'))

      expect((await anna.post(`${path}/close`)).status).toBe(200)
      await amina.reads('This talk is finished')
      await amina.reads('Did we help you?')
      await amina.chooses('👍')
      await amina.reads('Your answer helps us')
      await expect.poll(async () => record((await anna.get(path)).body.case)?.rating).toBe('good')
    },
  )
})
