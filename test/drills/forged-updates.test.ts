import { expect, it } from 'vitest'
import { webhookSecret } from '../platforms/helpline.ts'
import { raw } from '../platforms/raw.ts'
import { openHouse, percentile } from './house.ts'
import { report } from './table.ts'

const times = 25
const json = 'content-type: application/json'
const secret = `x-telegram-bot-api-secret-token: ${webhookSecret}`
const promised = 'content-length: 100000'

/** A promised body is never sent: only who does not wait for it can answer. The last two come whole. */
const forgeries: readonly (readonly [
  what: string,
  status: number,
  start: string,
  head: readonly string[],
  body?: string,
])[] = [
  ['no header', 401, 'POST /telegram', [json, promised]],
  ['a short header', 401, 'POST /telegram', [json, promised, 'x-telegram-bot-api-secret-token: canary']],
  ['a long header', 401, 'POST /telegram', [json, promised, `${secret}x`]],
  ['a wrong header', 401, 'POST /telegram', [json, promised, `${secret.slice(0, -1)}q`]],
  ['another path', 404, 'POST /telegram/canary', [json, promised, secret]],
  ['another method', 404, 'PUT /telegram', [json, promised, secret]],
  ['another content', 415, 'POST /telegram', ['content-type: text/plain', promised, secret]],
  ['an array', 400, 'POST /telegram', [json, 'content-length: 2', secret], '[]'],
  ['null', 400, 'POST /telegram', [json, 'content-length: 4', secret], 'null'],
]

it('whoever is not Telegram: refused before anything of the body is read, in no time', async () => {
  const house = await openHouse()
  const { api, helpline } = house
  const took: number[] = []
  const wrong: string[] = []
  let accepted = 0
  for (let i = 0; i < times; i++) {
    for (const [what, expected, start, head, body] of forgeries) {
      const { status, ms } = await raw(helpline.url, [`${start} HTTP/1.1`, ...head], body)
      took.push(ms)
      if (status < 300) accepted++
      if (status !== expected) wrong.push(`${what}: ${status}`)
    }
  }
  const person = api.person(600)
  person.says('/help')
  await person.reads('In danger, call 112')
  const stuck = await house.end()
  const typical = percentile(took, 0.5)
  report({
    number: '21',
    fault: 'forged Telegram',
    done: `${forgeries.length} kinds x ${times}`,
    counts: { accepted, 'answered otherwise than expected': wrong.length, stuck, typical: `${typical.toFixed(1)} ms` },
    longest: Math.max(...took),
    seed: null,
  })
  expect({ accepted, wrong, stuck }).toEqual({ accepted: 0, wrong: [], stuck: 0 })
  expect(typical).toBeLessThan(5)
}, 60_000)
