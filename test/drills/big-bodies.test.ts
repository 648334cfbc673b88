import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openHouse, percentile, sleep } from './house.ts'
import { Load } from './load.ts'
import { watchMemory } from './memory.ts'
import { type Sender, sendersIn } from './senders.ts'
import { Slow } from './slow-readers.ts'
import { report } from './table.ts'

const mostGrowthMb = 50
const slowEach = 60
/** Node looks at slow connections every 30 s: the whole drill waits for their end, the short one for the others. */
const slowMs = process.env.DRILL_ROWS ? 75_000 : 6_000

const megabyte = 1_000_000
const bomb = gzipSync(Buffer.alloc(50 * megabyte))
/** Something that would be read, but for what else is in it. */
const deep = (sender: Sender, inner: string): string =>
  JSON.stringify({ ...sender.body('x'), extra: 'QQ' }).replace('"QQ"', inner)

it('bodies too big, packed, too deep and too slow: refused or harmless, in little memory, and others are served meanwhile', async () => {
  const house = await openHouse()
  const { api, helpline } = house
  const senders = await sendersIn(house)
  const load = new Load(api, 10, 40_000)
  for (const person of load.people) load.say(person)
  await load.drained(20_000)
  const growth = watchMemory(helpline.pid)
  const got = new Map<string, Set<number>>()
  const note = (what: string, status: number): void => void got.set(what, (got.get(what) ?? new Set()).add(status))

  const slow = new Slow()
  for (const { url, headers } of senders) {
    slow.open(url, `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\nx-slow: `, slowEach)
    slow.open(url, `${headOf(url, { ...headers, 'content-length': '1000' })}{"a":"`, slowEach)
  }
  const slowSince = Date.now()
  const ofOthers = (async () => {
    while (Date.now() - slowSince < 5_000) {
      for (const person of load.people) load.say(person)
      await sleep(250)
    }
  })()
  for (const sender of senders) {
    note('1 MB', await sender.post(Buffer.from(JSON.stringify(sender.body('x'.repeat(megabyte))))))
    note('100 MB announced', await pours(sender, { 'content-length': String(100 * megabyte) }, 100))
    note('100 MB in chunks', await pours(sender, { 'transfer-encoding': 'chunked' }, 100))
    note(
      '50 MB packed',
      await pours(sender, { 'content-encoding': 'gzip', 'content-length': String(bomb.length) }, 1, bomb),
    )
    note('deep', await sender.post(deep(sender, `${'['.repeat(100_000)}${']'.repeat(100_000)}`)))
    note('deep', await sender.post(deep(sender, `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)))
  }
  await ofOthers
  await load.drained(20_000)
  const waits = load.waits()
  const doubled = load.check()
  while (slow.held > 0 && Date.now() - slowSince < slowMs) await sleep(200)
  const grown = growth()
  const { held } = slow
  const ended = [...slow.ended]
  slow.leave()
  const stuck = await house.end()
  const statuses = [...got].map(([what, all]) => `${what}: ${[...all].join('/')}`).join(', ')
  report({
    number: '15',
    fault: 'big, packed, deep and slow bodies',
    done: `3 doors; ${6 * slowEach} slow connections for ${Math.round((Date.now() - slowSince) / 1000)} s; ${load.total} messages of others`,
    counts: {
      lost: (await load.wrongInStore(helpline.dir)).length,
      doubled,
      stuck,
      'MB more memory': grown.toFixed(0),
      statuses,
      'slow ended': `${ended.length} (${[...new Set(ended)].join('/')})`,
      'still held': held,
      'p99 of others': `${percentile(waits, 0.99)} ms`,
    },
    longest: Math.max(...waits),
    seed: null,
  })
  for (const what of ['1 MB', '100 MB announced']) expect(got.get(what), what).toEqual(new Set([413]))
  // Whoever goes on pouring may find the line cut (0) before they look for the answer.
  for (const status of got.get('100 MB in chunks') ?? [200]) expect([413, 0]).toContain(status)
  for (const status of got.get('deep') ?? [500]) expect([200, 400]).toContain(status)
  expect(got.get('50 MB packed')).toEqual(new Set([415]))
  expect(await load.wrongInStore(helpline.dir)).toEqual([])
  expect({ doubled, stuck }).toEqual({ doubled: 0, stuck: 0 })
  expect(grown).toBeLessThan(mostGrowthMb)
  expect(percentile(waits, 0.99)).toBeLessThan(3000)
  if (process.env.DRILL_ROWS) expect({ held, answers: [...new Set(ended)] }).toEqual({ held: 0, answers: [408] })
}, 150_000)

const headOf = (url: string, headers: Readonly<Record<string, string>>): string =>
  `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

/** Sends as much of a body as the server takes; gives the status of its answer. */
function pours(
  { url, headers }: Sender,
  more: Readonly<Record<string, string>>,
  count: number,
  part = Buffer.alloc(megabyte, 'x'),
): Promise<number> {
  const { hostname, port } = new URL(url)
  const isChunked = 'transfer-encoding' in more
  return new Promise((resolve) => {
    let status = 0
    let left = count
    const socket = connect(Number(port), hostname, () => {
      socket.write(headOf(url, { ...headers, ...more }))
      // Whoever is refused by the head alone has the answer before any of the body is on its way.
      setTimeout(pour, 200)
    })
    const pour = (): void => {
      while (left-- > 0 && status === 0) {
        if (isChunked) socket.write(`${part.length.toString(16)}\r\n`)
        const room = socket.write(part)
        if (isChunked) socket.write('\r\n')
        if (!room) return void socket.once('drain', pour)
      }
    }
    socket.setTimeout(10_000, () => socket.destroy())
    socket.on('data', (bytes) => {
      status ||= Number(/^HTTP\/1\.1 (\d+)/.exec(bytes.toString())?.[1] ?? 0)
      socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(status))
  })
}
