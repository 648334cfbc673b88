import { afterAll, beforeAll, expect, it } from 'vitest'
import { type House, openHouse } from '../drills/house.ts'
import { ask, Consultant } from '../platforms/consultant.ts'

/** A helpline with figures, on a telegram of ours. Every word, name and secret here holds "canary". */
const token = 'canary_metrics_0123456789abcdefghijkl'
let house: House

beforeAll(async () => {
  house = await openHouse({ METRICS_TOKEN: token })
}, 30_000)

afterAll(async () => {
  await house.end()
}, 30_000)

async function scrape(): Promise<string> {
  const answer = await fetch(`${house.helpline.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  return answer.text()
}

/** The store is read anew by then. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 2100))

const seriesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('tilts_'))
    .map((line) => line.slice(0, line.lastIndexOf(' ')))
const figure = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1),
  )

it('figures are for whoever shows the token, and for nobody else', async () => {
  const { url } = house.helpline
  const tries = ['', 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`]
  for (const authorization of tries) {
    const answer = await ask(`${url}/metrics`, 'GET', undefined, { authorization })
    expect(answer.status, authorization).toBe(401)
    expect(JSON.stringify(answer.body)).not.toMatch(/canary|tilts_/)
  }
  expect((await ask(`${url}/metrics`, 'POST')).status).toBe(404)
})

it('a whole talk is counted at every hop, adds no series, and leaves no word and no id behind', async () => {
  const before = await scrape()
  const person = house.api.person(700_100)
  person.says('/start en')
  await person.reads('Choose a topic')
  person.says('canary question about canary things')
  person.says('I want to kill myself, my canary')
  await person.reads('112')
  await expect.poll(async () => (await anna.waiting()).length).toBe(1)
  const [waiting] = await anna.waiting()
  await rest()
  const during = await scrape()
  expect(figure(during, 'tilts_cases_waiting_oldest_seconds{urgency="danger"}')).toBeGreaterThan(0)
  const path = `/cases/${waiting?.id}`
  expect((await anna.post(`${path}/claim`)).status).toBe(200)
  await anna.post(`${path}/messages`, { text: 'canary reply' })
  await person.reads('canary reply')
  await ask(`${house.helpline.url}/api/session`, 'POST', { login: 'canary-login', password: 'canary' })
  await rest()
  const after = await scrape()

  expect(seriesOf(after)).toEqual(seriesOf(before))
  expect(after).not.toMatch(/canary|700100|staff-|Anna/i)
  expect(after).not.toContain(String(waiting?.id).split('.')[0])
  const risen = (series: string): number => figure(after, series) - figure(before, series)
  expect(risen('tilts_updates_total{channel="telegram",result="taken"}')).toBe(3)
  expect(risen('tilts_turns_total{result="done"}')).toBeGreaterThanOrEqual(5)
  expect(risen('tilts_understood_total{outcome="danger"}')).toBe(1)
  expect(risen('tilts_lines_settled_total{channel="telegram",outcome="ok"}')).toBeGreaterThanOrEqual(4)
  expect(risen('tilts_commit_seconds_count')).toBe(risen('tilts_turns_total{result="done"}'))
  expect(risen('tilts_decide_seconds_count')).toBeGreaterThanOrEqual(5)
  expect(risen('tilts_sign_in_refused_total{why="wrong"}')).toBe(1)
  expect(figure(after, 'tilts_cases_waiting_oldest_seconds{urgency="danger"}')).toBe(0)
  expect([...after.matchAll(/^tilts_cases_claimed\{.*\} 1$/gm)]).toHaveLength(1)
  expect(figure(after, 'tilts_outbox_lines')).toBe(0)
  expect(figure(after, 'tilts_disk_free_bytes')).toBeGreaterThan(0)
}, 40_000)

let anna: Consultant
beforeAll(async () => {
  anna = await Consultant.signIn(house.helpline.url, 'anna')
})
