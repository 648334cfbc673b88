import { expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { blocked, deactivated, type Fault } from '../platforms/bot-faults.ts'
import { Consultant } from '../platforms/consultant.ts'
import type { Person } from '../platforms/person.ts'
import { openHouse } from './house.ts'
import { openLive } from './live.ts'
import { report } from './table.ts'

const each = 3
const mustKnowMs = 5000

it('blocked, deactivated, moved, refused for ever: nothing stays in the outbox, and the consultant sees at once who cannot be reached', async () => {
  const house = await openHouse()
  const { api, helpline } = house
  const anna = await Consultant.signIn(helpline.url, 'anna')
  const live = await openLive(helpline.url, anna)

  /** Somebody whose case Anna has taken. */
  async function inTalk(id: number): Promise<{ person: Person; path: string; id: string }> {
    const person = api.person(id)
    await person.queues('/human')
    const [mine] = await anna.waiting()
    const path = `/cases/${mine?.id}`
    expect((await anna.post(`${path}/claim`)).status).toBe(200)
    await person.reads('You are now talking to Anna')
    return { person, path, id: String(mine?.id) }
  }

  const knownAfter: number[] = []
  async function shutsOut(id: number, fault: Fault): Promise<string> {
    const { person, path, id: name } = await inTalk(id)
    // Not at once: what she hears of her own message must not pass for the news.
    api.faults.plan({ kind: 'page', status: 502 }, { chat: person.id })
    api.faults.plan(fault, { chat: person.id, times: 50 })
    const show = async () => record((await anna.get(path)).body.case)
    let knownAt = 0
    // As her page does it: at every word of this case it looks anew, and never without.
    live.listen((told) => {
      if (told.includes(name))
        void show().then((found) => {
          if (found?.how === 'unreachable') knownAt ||= Date.now()
        })
    })
    await anna.post(`${path}/messages`, { text: 'Are you there?' })
    await expect.poll(() => knownAt, { timeout: mustKnowMs + 1000, interval: 10 }).toBeGreaterThan(0)
    const tries = api.calls.filter(({ method, payload }) => method === 'sendMessage' && payload.chat_id === person.id)
    knownAfter.push(knownAt - (tries.at(-1)?.at ?? 0))
    return String((await show())?.unreachable)
  }

  const whys: string[] = []
  for (let i = 0; i < each; i++) whys.push(await shutsOut(500 + i, blocked), await shutsOut(510 + i, deactivated))

  let moved = 0
  let refused = 0
  for (let i = 0; i < each; i++) {
    const { person, path } = await inTalk(520 + i)
    const there = api.person(-100_520 - i)
    api.faults.plan({ kind: 'migrate', to: there.id }, { chat: person.id, times: 5 })
    await anna.post(`${path}/messages`, { text: `Words ${i}.` })
    if ((await there.next()).text === `👤 Anna\nWords ${i}.`) moved++

    const other = api.person(530 + i)
    const description = "Bad Request: can't parse entities: unsupported start tag"
    api.faults.plan({ kind: 'error', code: 400, description }, { chat: other.id })
    other.says('/help')
    other.says('/privacy')
    // The first reply is refused for ever; the next one must not wait behind it.
    await other.reads('/delete')
    if (other.read.length === 1) refused++
  }
  await live.leave()
  const stuck = await house.end()
  const expected = ['blocked', 'gone', 'blocked', 'gone', 'blocked', 'gone']
  report({
    number: '10',
    fault: '403 blocked, 403 deactivated, 400 migrate, 400 entities',
    done: `${each} of each; ${2 * each} of them with an open case`,
    counts: {
      'stuck in the outbox': stuck,
      'cases not closed': 2 * each - whys.length,
      'reached where they moved': moved,
      'given up, the next one sent': refused,
    },
    longest: Math.max(...knownAfter),
    seed: null,
  })
  expect({ stuck, whys, moved, refused }).toEqual({ stuck: 0, whys: expected, moved: each, refused: each })
  expect(Math.max(...knownAfter)).toBeLessThan(mustKnowMs)
}, 60_000)
