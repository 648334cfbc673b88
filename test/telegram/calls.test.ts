import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPace } from '../../src/channels/common/pace.ts'
import { TelegramApi } from '../../src/channels/telegram/api.ts'
import { createPager } from '../../src/channels/telegram/pager.ts'
import type { StaffMember } from '../../src/core/staff.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { ask, Consultant } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import type { Person } from '../platforms/person.ts'
import { freshDir } from '../store/places.ts'

/** What staff have beside what everybody in these tests has. */
const parts: Readonly<Record<string, Partial<StaffMember>>> = {
  Anna: { onDuty: true },
  Farid: { roles: ['interpreter'], languages: ['prs', 'en'] },
}

async function staffIn(dir: string): Promise<void> {
  await withStaff(dir, 'Anna', 'Boriss', 'Farid', 'Ilze')
  const store = createSqliteStore({ dir, keys: loadKeys({ dataDir: dir, production: false }) })
  for (const [name, part] of Object.entries(parts)) await store.changeStaff(`staff-${name}`, (m) => ({ ...m, ...part }))
  await store.close()
}

async function startWith(mode: 'webhook' | 'polling') {
  const api = await BotApi.start()
  const dir = freshDir()
  await staffIn(dir)
  const helpline = await startHelpline({ ...(await telegramEnv(api, mode)), DATA_DIR: dir })
  if (mode === 'webhook') await api.until(() => api.updates.webhook !== null, 'the webhook is set')
  return { api, helpline }
}

/** Nothing that a person or a member of staff could be known by: not their words, not their chats. */
async function endWith(api: BotApi, helpline: Helpline): Promise<void> {
  expect(await helpline.end()).toBe(0)
  await api.stop()
  expect(api.wrong).toEqual([])
  expect(helpline.output()).not.toMatch(/canary|(?<![0-9a-f])90\d{4}(?![0-9a-f])/i)
}

const link = async (consultant: Consultant): Promise<string> =>
  String((await consultant.post('/me/pager')).body.link).replace('https://t.me/HelplineBot?start=', '/start ')
const connected = async (consultant: Consultant): Promise<unknown> => (await consultant.get('/me')).body.pager

/** Says goodbye to the console without signing out: its live stream is closed. */
async function openConsole(url: string, { cookie }: Consultant): Promise<() => void> {
  const leaving = new AbortController()
  await fetch(`${url}/api/live`, { headers: { cookie }, signal: leaving.signal })
  return () => leaving.abort()
}

describe('calls by Telegram', () => {
  let api: BotApi
  let helpline: Helpline
  let anna: Consultant
  let farid: Consultant
  let ilze: Consultant
  let phones: Record<'anna' | 'farid' | 'ilze', Person>

  beforeAll(async () => {
    ;({ api, helpline } = await startWith('webhook'))
    anna = await Consultant.signIn(helpline.url, 'anna')
    farid = await Consultant.signIn(helpline.url, 'farid')
    ilze = await Consultant.signIn(helpline.url, 'ilze')
    phones = { anna: api.person(900_001), farid: api.person(900_002), ilze: api.person(900_003) }
  }, 30_000)
  afterAll(() => endWith(api, helpline), 30_000)

  it('the link of one’s profile connects the chat that opens it: one sentence, and no word of the bot for persons', async () => {
    expect(await connected(anna)).toEqual({ connected: false })
    for (const [consultant, phone] of [
      [anna, phones.anna],
      [farid, phones.farid],
      [ilze, phones.ilze],
    ] as const) {
      const start = await link(consultant)
      expect(start).toMatch(/^\/start staff_[\w-]{20,58}$/)
      phone.says(start)
      expect((await phone.next()).text).toMatch(/Pieslēgts.*\n.*Connected\./)
      await expect.poll(() => connected(consultant)).toEqual({ connected: true })
      expect(await phone.unread()).toEqual([])
    }
    expect(await anna.waiting()).toEqual([])
  })

  it('a code that was used, or is none, gets a kind sentence and connects nobody', async () => {
    const stranger = api.person(900_009)
    const boriss = await Consultant.signIn(helpline.url, 'boriss')
    const start = await link(boriss)
    const borissPhone = api.person(900_004)
    borissPhone.says(start)
    await borissPhone.reads('Connected')
    for (const code of [start, '/start staff_', '/start staff_canary', '/start@HelplineBot staff_canary']) {
      stranger.says(code)
      expect((await stranger.next()).text).toMatch(/jau ir izmantota.*\n.*used already/)
    }
    expect((await boriss.post('/me/pager')).status).toBe(200)
    await ask(`${helpline.url}/api/me/pager`, 'DELETE', undefined, { cookie: boriss.cookie })
    expect(await connected(boriss)).toEqual({ connected: false })
    expect(await stranger.unread()).toEqual([])
  })

  it('danger calls the list and the coordinators, here or not: reason, language, number, the way to the case; no word more', async () => {
    const close = await openConsole(helpline.url, ilze)
    const amina = api.person(900_101)
    amina.says('/start en')
    await amina.reads('Choose a topic')
    amina.says('My husband beats me, canary, I am afraid to go home')
    await amina.reads('112')
    const called = await phones.anna.next()
    const [waiting] = await anna.waiting()
    const id = String(waiting?.id)
    const way = `${helpline.url}/console#/case/${encodeURIComponent(id)}`
    expect(called.text).toBe(
      `‼️ Kāds ir briesmās. Saruna ${waiting?.number}, valoda: angļu.\n‼️ Somebody is in danger. Talk ${waiting?.number}, English.\n${way}`,
    )
    expect(called.buttons).toEqual([])
    expect((await phones.ilze.next()).text).toBe(called.text)
    expect(await phones.farid.unread()).toEqual([])
    close()
  })

  it('an interpreter is called while no console of theirs is open, and only then; by nothing that names the case', async () => {
    await wantsInterpreter(900_111)
    expect((await phones.farid.next()).text).toBe(
      `Vajadzīgs tulks, valoda: dari.\nYou are needed as an interpreter: Dari.\n${helpline.url}/console#/interpreting`,
    )
    const close = await openConsole(helpline.url, farid)
    await wantsInterpreter(900_112)
    expect(await phones.farid.unread(400)).toEqual([])
    close()
  })

  it('a call that Telegram does not take at once is tried again', async () => {
    for (const fault of [{ kind: 'page', status: 502 } as const, { kind: 'reset', carriedOut: false } as const])
      api.faults.plan(fault, { chat: phones.anna.id })
    const bela = api.person(900_121)
    bela.says('/start en')
    await bela.reads('Choose a topic')
    bela.says('My husband beats me, canary')
    expect((await phones.anna.next()).text).toContain('danger')
    await bela.reads('112')
  })

  it('who shuts the bot out, or disconnects, is called no more; the profile says so', async () => {
    phones.anna.blocks()
    await expect.poll(() => connected(anna)).toEqual({ connected: false })
    await ask(`${helpline.url}/api/me/pager`, 'DELETE', undefined, { cookie: farid.cookie })
    expect(await connected(farid)).toEqual({ connected: false })
    await phones.ilze.unread()
    api.faults.plan(
      { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' },
      { chat: phones.ilze.id },
    )
    const chitra = api.person(900_131)
    chitra.says('/start en')
    await chitra.reads('Choose a topic')
    chitra.says('My husband beats me, canary')
    await chitra.reads('112')
    await expect.poll(() => connected(ilze)).toEqual({ connected: false })
    await wantsInterpreter(900_132)
    for (const phone of [phones.anna, phones.farid, phones.ilze]) expect(await phone.unread()).toEqual([])
  })

  /** Somebody who speaks Dari asks for a person; Anna takes the case, and an interpreter is looked for. */
  async function wantsInterpreter(id: number): Promise<void> {
    const before = new Set((await anna.waiting()).map((one) => one.id))
    const person = api.person(id, 'fa')
    person.says('/start prs')
    await person.next()
    person.says('/human')
    const offers = (): boolean =>
      person.read.some(({ buttons }) => buttons.some((b) => b.callback_data === 'consent-yes'))
    await api.until(offers, 'may we keep it?')
    person.taps('consent-yes')
    await expect.poll(async () => (await anna.waiting()).some((one) => !before.has(one.id))).toBe(true)
    const mine = (await anna.waiting()).find((one) => !before.has(one.id))
    expect((await anna.post(`/cases/${mine?.id}/claim`)).status).toBe(200)
  }
})

describe('calls while our own address is unknown', () => {
  it('carry no link, and members connect by polling as well', async () => {
    const { api, helpline } = await startWith('polling')
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const phone = api.person(900_001)
    phone.says(await link(anna))
    await phone.reads('Connected')
    const amina = api.person(900_101)
    amina.says('My husband beats me, canary, I am afraid to go home')
    expect((await phone.next()).text).toMatch(/^‼️ .*\n‼️ Somebody is in danger\. Talk P-\w{4}, English\.$/)
    await endWith(api, helpline)
  })

  it('nobody can connect while Telegram does not tell the bot’s name; it is asked for again', async () => {
    const { api, helpline } = await startWith('polling')
    const anna = await Consultant.signIn(helpline.url, 'anna')
    api.faults.plan({ kind: 'page', status: 502 }, { method: 'getMe' })
    const refused = await anna.post('/me/pager')
    expect([refused.status, refused.body.error]).toMatchObject([503, { code: 'telegram-away' }])
    expect((await anna.post('/me/pager')).status).toBe(200)
    await endWith(api, helpline)
  })
})

describe('many calls at once', () => {
  it('take a fifth of the bot’s rate at most: nobody waits longer for an answer because of them', async () => {
    const api = await BotApi.start()
    const client = new TelegramApi(api.token, api.root)
    const pace = createPace(25)
    const now = (): number => 1_000_000
    const pager = createPager(client, pace, 25, now)
    const members = Array.from({ length: 40 }, (_, i) => api.person(900_201 + i))
    const calls = await Promise.all(
      members.map(({ id }) => pager.page({ address: String(id), text: 'Somebody waits' })),
    )
    expect(calls.filter(({ at }) => at === 'ok')).toHaveLength(5)
    for (const call of calls.slice(5)) expect(call).toMatchObject({ at: 'retry', tried: false })
    for (let n = 0; n < 20; n++) expect(pace.take(`person ${n}`, now())).toBe(0)
    await client.hangUp()
    await api.stop()
  })
})
