import { expect, it } from 'vitest'
import { Consultant } from '../platforms/consultant.ts'
import { speakerIn } from '../wires/wire.ts'
import { openHouse, sleep } from './house.ts'
import { sendersIn } from './senders.ts'
import { report } from './table.ts'

const family = '👨‍👩‍👧‍👦'
/** In JSON as a client may write it; `\xff…` stands for bytes that are no UTF-8. */
const bad = Buffer.from([0xff, 0xc0, 0x80])
const corpus: readonly (readonly [what: string, said: string])[] = [
  ['lone surrogates', 'canary \ud83d and \udc00 end'],
  ['NUL', 'canary \0 nothing \0'],
  ['turned from right to left', 'canary \u202eevil\u202c \u2066\u2067 abc'],
  ['60,000 combining marks', `canary z${'\u0301'.repeat(60_000)}`],
  ['4,096 people', family.repeat(1024)],
  ['invalid UTF-8', 'canary QQ end'],
]
const isBytes = (what: string): boolean => what === 'invalid UTF-8'
/** Said here once more: a door that no longer cleans must not be believed. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '')
/** What stands for bytes that are none: one sign for each. */
const expectedOf = (what: string, said: string, longest: number): string =>
  clean((isBytes(what) ? said.replace('QQ', '\ufffd\ufffd\ufffd') : said).slice(0, longest))

function bytesOf(what: string, body: object): Buffer {
  const text = JSON.stringify(body)
  if (!isBytes(what)) return Buffer.from(text)
  const [before = '', after = ''] = text.split('QQ')
  return Buffer.concat([Buffer.from(before), bad, Buffer.from(after)])
}

const tooMany = JSON.stringify({ text: `z${'\u0301'.repeat(1_000_000)}` })

it('broken, turned, piled up and endless signs: kept well formed, shown as they are, cut between graphemes', async () => {
  const house = await openHouse()
  const anna = await Consultant.signIn(house.helpline.url, 'anna')
  const failures: string[] = []
  let checks = 0
  const check = (what: string, is: boolean): void => {
    checks++
    if (!is) failures.push(what)
  }
  for (const sender of await sendersIn(house)) {
    for (const text of ['I want to talk to a person', 'yes'])
      check(`${sender.name} ${text}`, (await sender.post(Buffer.from(JSON.stringify(sender.body(text))))) === 200)
    await expect.poll(async () => (await anna.waiting()).length, { timeout: 5000 }).toBe(1)
    const [mine] = await anna.waiting()
    const path = `/cases/${mine?.id}`
    expect((await anna.post(`${path}/claim`)).status).toBe(200)
    for (const [what, said] of corpus) {
      check(`${sender.name} takes ${what}`, (await sender.post(bytesOf(what, sender.body(said)))) === 200)
      const line = (await anna.lines(mine?.id)).findLast((one) => Object(one.from).who === 'person')
      check(`${sender.name} keeps ${what}`, line?.text === expectedOf(what, said, sender.longest))
    }
    check(`${sender.name} refuses a million marks`, (await sender.post(tooMany)) === 413)
    for (const [what, said] of [...corpus, ['families and a letter', `x${family.repeat(363)}`] as const]) {
      const reply = said.slice(0, 3990)
      const before = (await sender.read()).length
      check(`Anna says ${what}`, (await anna.post(`${path}/messages`, { text: reply })).status === 200)
      await expect
        .poll(
          async () =>
            (await sender.read())
              .slice(before)
              .map((one) => speakerIn(one).words)
              .join(''),
          { timeout: 3000 },
        )
        .toBe(clean(reply))
      const pieces = (await sender.read()).slice(before)
      check(
        `${sender.name} shows ${what}`,
        pieces.every((piece) => piece.isWellFormed() && piece.length <= 4096),
      )
      const isTorn =
        pieces.flatMap((piece) => graphemes(speakerIn(piece).words)).join('|') !== graphemes(clean(reply)).join('|')
      // One grapheme of thousands of marks fits nowhere: it alone may be cut between its marks.
      check(`${sender.name} does not tear ${what}`, !isTorn || what.includes('combining'))
    }
    await anna.post(`${path}/close`)
    await expect.poll(async () => (await sender.read()).join(), { timeout: 5000 }).toContain('Did we help you?')
    // In Teams the choices come behind their words, as a card of their own.
    await sleep(500)
  }
  const stuck = await house.end()
  report({
    number: '16',
    fault: 'broken and hostile signs',
    done: `${corpus.length} texts and a million marks, by 3 channels, there and back: ${checks} checks`,
    counts: {
      failures: failures.length,
      stuck,
      'refused by the platforms': house.api.wrong.length + house.platform.wrong.length,
    },
    longest: null,
    seed: null,
  })
  expect(failures).toEqual([])
  expect([stuck, house.api.wrong, house.platform.wrong]).toEqual([0, [], []])
}, 60_000)

const segments = new Intl.Segmenter('und', { granularity: 'grapheme' })
const graphemes = (text: string): string[] => [...segments.segment(text)].map(({ segment }) => segment)
