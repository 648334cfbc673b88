import { expect, it } from 'vitest'
import { ask } from '../platforms/consultant.ts'
import { openHouse, percentile, sleep } from './house.ts'
import { Load } from './load.ts'
import { report } from './table.ts'

const flood = 2000
const chats = 20
/** Fewer than anybody is slowed for. */
const each = 15

it('two thousand messages of one person at once: they are told to wait, others are answered meanwhile, and nothing that was taken is dropped', async () => {
  // As it is set for people.
  const house = await openHouse({ PERSON_BURST: '20' })
  const { api, helpline } = house
  const domain = `${helpline.url}/v3/directline`
  const opened = (await ask(`${domain}/tokens/generate`, 'POST')).body
  const headers = { authorization: `Bearer ${opened.token}` }
  const activities = `${domain}/conversations/${opened.conversationId}/activities`

  /** People who each write now and then, for as long as the flood takes. */
  async function others(first: number): Promise<Load> {
    const load = new Load(api, chats, first)
    for (let i = 0; i < each * chats; i++) {
      const person = load.people[i % chats]
      if (person) load.say(person)
      await sleep(6)
    }
    await load.drained(60_000)
    load.check()
    return load
  }

  const quiet = await others(20_000)
  const statuses = new Map<number, number>()
  const began = Date.now()
  const flooding = Promise.all(
    Array.from({ length: flood }, async (_, i) => {
      const body = { type: 'message', text: `canary ${i}`, channelData: { clientActivityID: `f${i}` } }
      const answer = await ask(activities, 'POST', body, headers)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }),
  ).then(() => Date.now() - began)
  const loud = await others(30_000)
  const took = await flooding
  const kept = new Set<unknown>()
  for (let watermark = '0'; ; ) {
    const { body } = await ask(`${activities}?watermark=${watermark}`, 'GET', undefined, headers)
    const lines = Array.isArray(body.activities) ? body.activities : []
    for (const line of lines) if (line.from?.role === 'user') kept.add(line.text)
    if (lines.length === 0 || body.watermark === watermark) break
    watermark = String(body.watermark)
  }
  const accepted = statuses.get(200) ?? 0
  const stuck = await house.end()
  const [before, during] = [percentile(quiet.waits(), 0.99), percentile(loud.waits(), 0.99)]
  const wrong = [...(await quiet.wrongInStore(helpline.dir)), ...(await loud.wrongInStore(helpline.dir))]
  report({
    number: '10b',
    fault: 'flood of one person',
    done: `${flood} at once by the web chat: ${accepted} taken, the others told when to try again, within ${took} ms; ${loud.total} messages of ${chats} others meanwhile`,
    counts: {
      dropped: accepted - kept.size,
      'others dropped': wrong.length,
      stuck,
      'p99 alone': `${before} ms`,
      'p99 in the flood': `${during} ms`,
      ratio: (during / before).toFixed(1),
    },
    longest: Math.max(...loud.waits()),
    seed: null,
  })
  expect(accepted + (statuses.get(429) ?? 0)).toBe(flood)
  expect(accepted).toBeGreaterThanOrEqual(20)
  expect({ dropped: accepted - kept.size, wrong, stuck }).toEqual({ dropped: 0, wrong: [], stuck: 0 })
  // Two thousand requests cost their time, whatever is answered; nobody waits for their end. How busy the machine is, the
  // ratio tells.
  expect(during).toBeLessThan(Math.max(2_000, took / 2))
}, 120_000)
