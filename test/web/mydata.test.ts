import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from '../drills/house.ts'
import { Consultant } from '../platforms/consultant.ts'

let house: House
let anna: Consultant
beforeAll(async () => {
  house = await openHouse()
  anna = await Consultant.signIn(house.helpline.url, 'anna')
}, 60_000)
afterAll(async () => void (await house?.end()), 30_000)

const fetched = async (url: string, method: 'GET' | 'POST') => {
  const answer = await fetch(url, { method })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** Somebody whose talk is kept: they wrote, Anna answered and noted. Gives them and the address of their link. */
async function asksForTheirs(id: number) {
  const person = house.api.person(id)
  await person.queues('I want to talk to a person about my canary')
  person.says('my canary is <b>"ill"</b> & sad')
  await expect.poll(async () => (await anna.waiting()).length).toBe(1)
  const [found] = await anna.waiting()
  await anna.post(`/cases/${found?.id}/claim`)
  await anna.post(`/cases/${found?.id}/notes`, { text: 'canary note for staff' })
  await anna.post(`/cases/${found?.id}/messages`, { text: 'canary reply' })
  await person.reads('canary reply')
  person.says('/mydata')
  const { text } = await person.reads('Here you can read what we keep')
  const link = /https?:\S+/.exec(text)?.[0] ?? ''
  expect(link).toContain('/mydata/')
  await person.reads('Our team is still working')
  return { person, link }
}

describe('the one-time link to what is kept of a person', () => {
  it('shows a button to whatever opens it first, then everything said, once; notes of staff are not in it', async () => {
    const { link } = await asksForTheirs(700_500)
    for (let i = 0; i < 2; i++) {
      const looked = await fetched(link, 'GET')
      expect(looked.status).toBe(200)
      expect(looked.text).toContain('<form method="post">')
      expect(looked.text).not.toMatch(/canary/i)
    }
    const all = await Promise.all([fetched(link, 'POST'), fetched(link, 'POST'), fetched(link, 'POST')])
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404, 404])
    const shown = all.find(({ status }) => status === 200)
    expect(shown?.text).toContain('my canary is &lt;b&gt;&quot;ill&quot;&lt;/b&gt; &amp; sad')
    expect(shown?.text).toContain('canary reply')
    expect(shown?.text).not.toContain('note for staff')
    expect(shown?.headers.get('cache-control')).toBe('no-store')
    expect(shown?.headers.get('referrer-policy')).toBe('no-referrer')
    const again = await fetched(link, 'GET')
    expect(again.status).toBe(404)
    expect(again.text).toContain('/mydata')
    expect(house.helpline.output()).not.toContain(link.split('/').at(-1))
  })

  it('is nobody’s with a letter changed, and leads nowhere once the person is erased', async () => {
    const { person, link } = await asksForTheirs(700_501)
    const other = `${link.slice(0, -2)}${link.endsWith('AA') ? 'BB' : 'AA'}`
    for (const method of ['GET', 'POST'] as const) expect((await fetched(other, method)).status).toBe(404)
    person.says('/delete')
    await person.reads('Delete all your messages')
    person.taps('erase-yes')
    await person.reads('We deleted your data')
    for (const method of ['GET', 'POST'] as const) {
      const answer = await fetched(link, method)
      expect(answer.status).toBe(404)
      expect(answer.text).not.toMatch(/canary/i)
    }
  })
})
