import { expect, it } from 'vitest'
import { picture } from '../files/pictures.ts'
import { postTo } from '../platforms/chat-person.ts'
import { ask, Consultant } from '../platforms/consultant.ts'
import { openHouse } from './house.ts'
import { report } from './table.ts'

/** In everything that people, platforms and staff can write: names, numbers, handles, captions, file names, tokens. */
const canary = 'canary'
const metricsToken = 'canary_metrics_0123456789abcdefghijkl'
const phone = '+37126543210'
/** What must stand nowhere; numbers of people, too. */
const forbidden = /canary|26543210|700[ _]?40[0-9]/gi

it('a canary in every field of a whole talk on all channels stands in no log line, no figure, no error page', async () => {
  const house = await openHouse({ METRICS_TOKEN: metricsToken })
  const { api, platform, helpline } = house
  const { url } = helpline
  const pages: string[] = []
  /** An answer that nobody should get words of a person from. */
  const page = async (path: string, init?: RequestInit): Promise<number> => {
    const answer = await fetch(`${url}${path}`, init)
    pages.push(`${JSON.stringify([...answer.headers])} ${await answer.text()}`)
    return answer.status
  }

  const person = api.person(700_400)
  person.says('/start en')
  await person.reads('Choose a topic')
  person.says(`my name is Canary, call ${phone}, @canary_handle, canary@example.org`)
  person.sends({ photo: [{ file_id: 'canary-photo' }], caption: 'canary caption' })
  person.sends({ document: { file_id: 'canary-file', file_name: 'canary.pdf' }, caption: 'canary' })
  person.sends({ contact: { phone_number: phone, first_name: 'Canary', user_id: 700_401 } })
  person.sends({ location: { latitude: 56.95, longitude: 24.1 } })
  await person.unread(500)
  person.says('I want to talk to a person about my canary')
  await expect
    .poll(() => person.read.some(({ buttons }) => buttons.some((b) => b.callback_data === 'consent-yes')))
    .toBe(true)
  person.taps('consent-yes')
  const anna = await Consultant.signIn(url, 'anna')
  await expect.poll(async () => (await anna.waiting()).length).toBe(1)
  const [found] = await anna.waiting()
  for (const [what, body] of [
    ['claim', {}],
    ['notes', { text: 'canary note' }],
    ['messages', { text: 'canary reply' }],
  ] as const)
    expect((await anna.post(`/cases/${found?.id}/${what}`, body)).status, what).toBeLessThan(300)
  await person.reads('canary reply')

  const teams = platform.person(url, 'msteams', 'anybody')
  await teams.says('I want to talk to a person about my canary')
  await teams.sends({
    attachments: [{ contentType: 'image/png', contentUrl: `${platform.root}/canary`, name: 'canary.png' }],
  })
  await teams.next()

  const { body } = await ask(`${url}/v3/directline/tokens/generate`, 'POST')
  const talk = `/v3/directline/conversations/${body.conversationId}`
  const headers = { authorization: `Bearer ${body.token}` }
  await ask(
    `${url}${talk}/activities`,
    'POST',
    { type: 'message', text: `canary on the page ${phone}`, from: { name: 'Canary' } },
    headers,
  )
  const bytes = Buffer.from(picture('image/png'))
  const upload = { method: 'POST', body: bytes, headers: { ...headers, 'content-type': 'application/octet-stream' } }
  expect((await fetch(`${url}${talk}/upload?name=canary.png`, upload)).status).toBe(200)

  // Everything that can go wrong, with a canary in it.
  api.faults.plan({ kind: 'error', code: 400, description: 'Bad Request: canary' }, { chat: 700_400 })
  await anna.post(`/cases/${found?.id}/messages`, { text: 'canary reply that is refused' })
  const bad = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const statuses = [
    await page(`/${canary}?${canary}=${canary}`),
    await page(`/files/${canary}/${canary}/${canary}.png`),
    await page(`/v3/directline/conversations/${canary}/activities`, { headers: { authorization: `Bearer ${canary}` } }),
    await page(`/api/session`, { ...bad, body: `{"login":"canary","password":"canary"` }),
    await page(`/api/session`, { ...bad, body: JSON.stringify({ login: 'canary', password: 'canary' }) }),
    await page(`/api/cases/${canary}`, { headers: { cookie: `session=${canary}` } }),
    await page(`/telegram`, { ...bad, body: `canary` }),
    await page(`/metrics`, { headers: { authorization: `Bearer ${canary}` } }),
    (await postTo(url, { type: 'message', text: canary }, `Bearer ${canary}.${canary}.${canary}`)).status,
  ]
  expect(statuses.filter((status) => status < 400)).toEqual([])
  expect(await page('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })).toBe(200)
  expect(await page('/readyz')).toBe(200)

  person.says('/delete')
  await person.reads('Delete all your messages')
  person.taps('erase-yes')
  await person.reads('We deleted your data')
  await page('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })
  const printed = helpline.output()
  await house.end()
  const [inLogs, inPages] = [printed, pages.join('\n')].map((text) => text.match(forbidden) ?? [])
  report({
    number: '30',
    fault: 'a canary in every field, on all channels, and in everything that is refused',
    done: `${printed.split('\n').length} lines of log, ${pages.length} pages, figures`,
    counts: { 'hits in logs': inLogs?.length ?? 0, 'hits in pages and figures': inPages?.length ?? 0 },
    longest: null,
    seed: null,
  })
  expect({ inLogs, inPages }).toEqual({ inLogs: [], inPages: [] })
  expect(printed.split('\n').length).toBeGreaterThan(3)
})
