import { afterEach, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { taken } from '../files/pictures.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { Consultant } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import { isQueued } from '../platforms/person.ts'
import { freshDir } from '../store/places.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
}, 30_000)

async function start(mode: 'webhook' | 'polling'): Promise<{ api: BotApi; helpline: Helpline }> {
  const api = await BotApi.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna')
  const helpline = await startHelpline({ ...(await telegramEnv(api, mode)), DATA_DIR: dir })
  ending.push(async () => {
    expect(await helpline.end()).toBe(0)
    await api.stop()
    expect(api.wrong).toEqual([])
    expect(helpline.output()).not.toMatch(/canary/i)
  })
  return { api, helpline }
}

describe('a whole talk on Telegram', () => {
  it.each(['webhook', 'polling'] as const)(
    'question, misses, consent, a person, a file each way, an end, a rating, and a way back: by %s',
    { timeout: 90_000 },
    async (mode) => {
      const { api, helpline } = await start(mode)
      const amina = api.person(901)
      amina.says('/start')
      await amina.reads('Language?')
      amina.taps('English')
      await amina.reads('Choose a topic')
      const [picker] = amina.read
      await expect.poll(() => picker?.buttons.map(({ text }) => text)).toEqual(['✓ English'])

      amina.says('Where do I declare my place of residence?')
      const answer = await amina.reads('you must declare a new address')
      amina.taps('👍')
      // Of the two only the chosen one stays; the ways on stay as well.
      await expect.poll(() => answer.buttons.map(({ text }) => text).slice(0, 2)).toEqual(['✓ 👍', expect.any(String)])
      expect(answer.buttons.some(({ text }) => text.includes('👎'))).toBe(false)
      expect(answer.buttons.length).toBeGreaterThan(1)

      amina.says('my fridge sings purple songs at night, canary')
      await amina.reads('Try to write it in other words')
      amina.says('the moon cheese wobbles under my canary carpet')
      await amina.reads('Shall I ask a person?')
      amina.taps('👤 Talk to a person')
      const consent = await amina.reads('we save your messages for 30 days')
      amina.taps('✅ Yes')
      await amina.reads(isQueued)
      await expect.poll(() => consent.buttons.map(({ text }) => text)).toEqual(['✓ ✅ Yes'])

      const anna = await Consultant.signIn(helpline.url, 'anna')
      const [waiting] = await anna.waiting()
      const path = `/cases/${waiting?.id}`
      expect((await anna.post(`${path}/claim`)).status).toBe(200)
      await amina.reads('You are now talking to Anna')

      expect((await anna.post(`${path}/presence`, { doing: 'writing' })).status).toBe(204)
      await expect
        .poll(() => api.calls.filter((call) => call.method === 'sendChatAction').map(({ payload }) => payload))
        .toEqual([{ chat_id: 901, action: 'typing' }])
      await anna.post(`${path}/messages`, { text: 'Which carpet?' })
      const asked = await amina.reads('Which carpet?')

      const said = amina.repliesTo(asked, 'the blue canary one')
      amina.edits(said, { text: 'the red canary one' })
      const voice = { file_id: 'canary-voice', file_unique_id: 'u', duration: 7, file_size: 9 }
      amina.sends({ voice })
      const last = async () => (await anna.lines(waiting?.id)).slice(-3)
      await expect
        .poll(async () => (await last()).map(({ text }) => text))
        .toEqual(['the blue canary one', 'the red canary one', ''])
      const [first, second, third] = await last()
      expect(first?.about).toMatchObject({ quotes: '👤 Anna\nWhich carpet?' })
      expect(second?.about).toMatchObject({ edited: true, message: record(first?.about)?.message })
      expect(third?.media).toEqual({ kind: 'voice', file: 'here', bytes: 9, seconds: 7 })
      expect(await amina.unread()).toEqual([])

      await filesEachWay(api, helpline, anna, waiting?.id)
      await amina.unread()

      expect((await anna.post(`${path}/close`)).status).toBe(200)
      await amina.reads('This talk is finished')
      await amina.reads('Did we help you?')
      amina.taps('👍')
      await amina.reads('Your answer helps us')
      await expect.poll(async () => record((await anna.get(path)).body.case)?.rating).toBe('good')

      amina.blocks()
      const unreachable = async () => record((await anna.get(path)).body.case)?.unreachable
      await expect.poll(unreachable).toBe('blocked')
      amina.unblocks()
      expect(await amina.unread()).toEqual([])
      amina.says('Where do I declare my place of residence?')
      await amina.reads('you must declare a new address')
      await expect.poll(unreachable).toBeNull()
    },
  )

  it('who blocked the bot while a case was open, and comes back with something new, is in the queue again', async () => {
    const { api, helpline } = await start('webhook')
    await api.until(() => api.updates.webhook !== null, 'the webhook is set')
    const boris = api.person(902)
    boris.says('/start en')
    await boris.reads('Choose a topic')
    boris.says('/human')
    await boris.reads('Is this OK?')
    boris.taps('✅ Yes')
    await boris.reads(isQueued)
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const [mine] = await anna.waiting()
    boris.blocks()
    await expect.poll(async () => (await anna.waiting()).length).toBe(0)
    boris.unblocks()
    boris.says('my fridge sings purple songs at night, canary')
    await boris.reads(isQueued)
    const [again] = await anna.waiting()
    expect(again).toMatchObject({ state: 'queued', unreachable: null, follows: mine?.id })
  })
})

/** Anna hears the voice that Telegram keeps, and sends a photograph back. */
async function filesEachWay(api: BotApi, helpline: Helpline, anna: Consultant, id: unknown): Promise<void> {
  const voice = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead canary')])
  api.files.set('canary-voice', { path: 'voice/file_7.oga', bytes: voice, told: voice.length })
  const files = `${helpline.url}/api/cases/${id}/files`
  const headers = { cookie: anna.cookie }
  const { number } = (await anna.lines(id)).findLast(({ media }) => media) ?? {}
  const heard = await fetch(`${files}/${number}`, { headers })
  expect(heard.headers.get('content-type')).toBe('audio/ogg')
  expect(Buffer.from(await heard.arrayBuffer())).toEqual(voice)
  api.faults.plan({ kind: 'page', status: 404 }, { method: 'download' })
  expect((await fetch(`${files}/${number}`, { headers })).status).toBe(410)

  const body = taken('image/jpeg', 'canary-place')
  expect((await fetch(`${files}?name=form.jpg`, { method: 'POST', headers, body: Uint8Array.from(body) })).status).toBe(
    204,
  )
  const amina = api.person(901)
  await api.until(() => amina.read.at(-1)?.file !== undefined, 'the photograph has come')
  expect(amina.read.at(-1)).toMatchObject({ text: '👤 Anna', file: { field: 'photo', name: 'form.jpg' } })
  const sent = async () => (await anna.lines(id)).findLast(({ media }) => media)
  await expect.poll(async () => (await sent())?.delivery).toMatchObject({ at: 'sent' })
  expect(await sent()).toMatchObject({ from: { who: 'consultant' }, media: { kind: 'picture' } })
}
