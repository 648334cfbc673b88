import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { Consultant, list } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import type { Person } from '../platforms/person.ts'
import { freshDir } from '../store/places.ts'

let api: BotApi
let helpline: Helpline

beforeAll(async () => {
  api = await BotApi.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna', 'Ilze', 'Farid', 'Zahra')
  helpline = await startHelpline({ ...(await telegramEnv(api, 'webhook')), DATA_DIR: dir })
  await api.until(() => api.updates.webhook !== null, 'the webhook is set')
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await api.stop()
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const signIn = (name: string): Promise<Consultant> => Consultant.signIn(helpline.url, name)

/** A Dari speaker on Telegram whose case Anna has taken; gives the case's path. */
async function takenBy(anna: Consultant, person: Person, question: string): Promise<string> {
  person.says('/start')
  await person.next()
  person.taps('speak:prs')
  await person.reads('با ترجمان رایگان')
  person.says(question)
  await person.reads('نگه می‌داریم')
  person.taps('consent-yes')
  await person.reads('ترجمان می‌پالیم')
  const [waiting] = await anna.waiting()
  const path = `/cases/${waiting?.id}`
  expect((await anna.post(`${path}/claim`)).status).toBe(200)
  return path
}

const offersTo = async (one: Consultant) => list((await one.get('/interpreting')).body.offers)
const awaiting = (body: Record<string, unknown>) => list(body.awaiting).map(({ line }) => line)

describe('a Telegram user, a consultant and an interpreter', () => {
  it('talk through the interpreter, who learns nothing of the person but their words', async () => {
    const [anna, farid, zahra] = [await signIn('anna'), await signIn('farid'), await signIn('zahra')]
    const amina = api.person(790_001)
    const path = await takenBy(anna, amina, 'کارت اقامت من')
    const [offer] = await offersTo(farid)
    expect(offer).toMatchObject({ language: 'prs', waits: 1, consultant: 'Anna' })
    const theirs = `/interpreting/${offer?.id}`
    expect((await farid.get(theirs)).body.lines).toEqual([])
    expect((await farid.post(`${theirs}/accept`)).status).toBe(204)
    expect((await zahra.post(`${theirs}/accept`)).status).toBe(410)
    await amina.reads('Farid ترجمانی')

    const page = (await farid.get(theirs)).body
    expect(list(page.lines).map((line) => line.text)).toContain('کارت اقامت من')
    await farid.post(`${theirs}/words`, { lines: awaiting(page), text: 'My residence card' })
    const seen = await anna.lines(path.slice('/cases/'.length))
    expect(seen.find((line) => line.text === 'My residence card')).toMatchObject({
      seenBy: 'team',
      interprets: [expect.any(Number)],
    })

    expect((await anna.post(`${path}/messages`, { text: 'When?', through: 'interpreter' })).status).toBe(200)
    await farid.post(`${theirs}/words`, { lines: awaiting((await farid.get(theirs)).body), text: 'چه وقت؟' })
    expect((await amina.reads('چه وقت؟')).text).toMatch(/Farid/)
    expect(
      api
        .chat(amina.id)
        .map((sent) => sent.text)
        .join('\n'),
    ).not.toContain('When?')

    await anna.post(`${path}/notes`, { text: 'canary note' })
    const everything = JSON.stringify([await farid.get('/interpreting'), (await farid.get(theirs)).body])
    expect(everything).not.toMatch(/canary|790001|telegram|P-.*"channel"/i)
    // Our own ids would tell which talks are of one person.
    expect(everything).not.toContain(path.split('/')[2]?.split('.')[0])

    expect((await anna.post(`${path}/close`, { outcome: 'helped', tags: ['residence'] })).status).toBe(200)
    expect((await farid.get(theirs)).status).toBe(410)
    expect((await farid.post(`${theirs}/words`, { lines: [1], text: 'x' })).status).toBe(410)
  })

  it('an interpreter opens no case, no queue, no answer to send, and reads no foreign interpretation', async () => {
    const [anna, farid, zahra] = [await signIn('anna'), await signIn('farid'), await signIn('zahra')]
    const path = await takenBy(anna, api.person(790_002), 'به کمک ضرورت دارم')
    const [offer] = await offersTo(farid)
    await farid.post(`/interpreting/${offer?.id}/accept`)
    expect((await farid.get(path)).status).toBe(403)
    expect((await farid.get('/cases')).body).toMatchObject({ waiting: [], mine: [], others: [], closed: [] })
    expect((await farid.get('/answers?q=x')).status).toBe(403)
    for (const deed of ['claim', 'messages', 'notes', 'close', 'interpreter', 'reading', 'offer', 'erase'])
      expect((await farid.post(`${path}/${deed}`, { text: 'x', reason: 'x' })).status, deed).toBe(403)
    expect((await zahra.get(`/interpreting/${offer?.id}`)).status).toBe(410)
    expect((await farid.get('/interpreting/nothing')).status).toBe(410)
    await anna.post(`${path}/close`)
  })

  it('words for an interpreter who has just left are refused by name, and stay with the one who wrote them', async () => {
    const [anna, farid] = [await signIn('anna'), await signIn('farid')]
    const amina = api.person(790_003)
    const path = await takenBy(anna, amina, 'خانه ندارم')
    const theirs = `/interpreting/${(await offersTo(farid))[0]?.id}`
    await farid.post(`${theirs}/accept`)
    await farid.post(`${theirs}/words`, { lines: awaiting((await farid.get(theirs)).body), text: 'No house' })
    expect((await farid.post(`${theirs}/leave`)).status).toBe(204)
    const late = await anna.post(`${path}/messages`, { text: 'canary late', through: 'interpreter' })
    expect([late.status, record(late.body.error)?.code]).toEqual([409, 'no-interpreter'])
    expect(
      api
        .chat(amina.id)
        .map((sent) => sent.text)
        .join('\n'),
    ).not.toContain('canary late')
    await anna.post(`${path}/close`)
  })

  it('a coordinator closes and moves what is a colleague’s, but does not speak in it', async () => {
    const [anna, ilze] = [await signIn('anna'), await signIn('ilze')]
    const path = await takenBy(anna, api.person(790_004), 'کمک می‌خواهم')
    expect((await ilze.post(`${path}/messages`, { text: 'x' })).status).toBe(409)
    expect((await ilze.post(`${path}/move`, { desk: 'psychologist' })).status).toBe(200)
    expect((await anna.get(path)).status).toBe(200)
    expect((await ilze.post(`${path}/claim`)).status).toBe(200)
    await ilze.post(`${path}/close`)
  })

  it('a colleague’s case is read with a reason, and its owner sees who read it', async () => {
    const [anna, ilze] = [await signIn('anna'), await signIn('ilze')]
    const path = await takenBy(anna, api.person(790_005), 'کمک canary می‌خواهم')
    expect((await ilze.get(path)).body).toMatchObject({ withheld: true, lines: [] })
    expect((await ilze.get(`${path}/anothers`)).status).toBe(403)
    expect((await ilze.post(`${path}/reading`, { reason: 'a complaint' })).status).toBe(200)
    expect(JSON.stringify((await ilze.get(`${path}/anothers`)).body.lines)).toContain('canary')
    const lines = await anna.lines(path.slice('/cases/'.length))
    expect(lines.some((line) => record(record(line.mark)?.params)?.reason === 'a complaint')).toBe(true)
    await anna.post(`${path}/close`)
  })
})
