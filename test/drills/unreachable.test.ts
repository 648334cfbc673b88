import { expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { blocked, deactivated, type Fault } from '../platforms/bot-faults.ts'
import { Consultant } from '../platforms/consultant.ts'
import type { Person } from '../platforms/person.ts'
import { openHouse } from './house.ts'
import { listen } from './live.ts'
import { report } from './table.ts'

const each = 3
const mustKnowMs = 5000

it('blocked, deactivated, moved, refused for ever: nothing stays in the outbox, and the consultant sees at once who cannot be reached', async () => {
  const house = await openHouse()
  const { api, helpline } = house
  const anna = await Consultant.signIn(helpline.url, 'anna')
  const live = await listen(helpline.url, anna)

  /** Somebody whose case Anna has taken. */
  async function inTalk(id: number): Promise<{ person: Person; path: string; id: string }> {
    const person = api.person(id)
    person.says('/start en')
    await person.reads('Choose a topic')
    person.says('/human')
    await person.reads('Is this OK?')
    person.taps('✅ Yes')
    await person.reads(/Our team has|office is closed/)
    const [mine] = await anna.waiting()
    const path = `/cases/${mine?.id}`
    expect((await anna.post(`${path}/claim`)).status).toBe(200)
    await person.reads('You are now talking to Anna')
    return { person, path, id: String(mine?.id) }
  }

  const knownAfter: number[] = []
  async function shutsOut(id: number, fault: Fault): Promise<string> {
    const { person, path, id: name } = await inTalk(id)
    api.faults.plan(fault, { chat: person.id, times: 50 })
    const began = Date.now()
    await anna.post(`${path}/messages`, { text: 'Are you there?' })
    const how = async () => record((await anna.get(path)).body.case)?.how
    const heardClosed = async (): Promise<boolean> =>
      live.told.some(({ at, text }) => at >= began && text.includes(name)) && (await how()) === 'unreachable'
    await expect.poll(heardClosed, { timeout: mustKnowMs + 1000, interval: 10 }).toBe(true)
    // The last signal of this case is the one after which the page shows it as closed.
    const heard = live.told.findLast(({ text }) => text.includes(name))
    knownAfter.push((heard?.at ?? Number.POSITIVE_INFINITY) - began)
    return String(record((await anna.get(path)).body.case)?.unreachable)
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
