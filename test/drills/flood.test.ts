import { expect, it } from 'vitest'
import { ask } from '../platforms/consultant.ts'
import { openHouse, percentile, sleep } from './house.ts'
import { Load } from './load.ts'
import { report } from './table.ts'

const flood = 2000
const chats = 20
const each = 25

it('two thousand messages of one person at once: others are answered meanwhile, and no message of anybody is dropped', async () => {
  const house = await openHouse()
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
      const { status } = await ask(activities, 'POST', body, headers).catch(() => ({ status: 0 }))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
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
  const stuck = await house.end()
  const [before, during] = [percentile(quiet.waits(), 0.99), percentile(loud.waits(), 0.99)]
  const wrong = [...(await quiet.wrongInStore(helpline.dir)), ...(await loud.wrongInStore(helpline.dir))]
  report({
    number: '10b',
    fault: 'flood of one person',
    done: `${flood} at once by the web chat, taken in within ${took} ms; ${loud.total} messages of ${chats} others meanwhile`,
    counts: {
      dropped: flood - kept.size,
      'others dropped': wrong.length,
      stuck,
      'p99 alone': `${before} ms`,
      'p99 in the flood': `${during} ms`,
      ratio: (during / before).toFixed(1),
    },
    longest: Math.max(...loud.waits()),
    seed: null,
  })
  expect([...statuses]).toEqual([[200, flood]])
  expect({ dropped: flood - kept.size, wrong, stuck }).toEqual({ dropped: 0, wrong: [], stuck: 0 })
  // Whoever stood in one queue with the flood would wait for its end. How busy the machine is, the ratio tells.
  expect(during).toBeLessThan(took / 2)
}, 120_000)
