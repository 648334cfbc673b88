import { describe, expect, it } from 'vitest'
import { createAttempts, placeOf } from '../../src/staff/attempts.ts'
import { createHub } from '../platforms/party.ts'

const quarter = 15 * 60_000

describe('how often one may try', () => {
  it('five times at a name, then a quarter of an hour after the first of them', () => {
    const attempts = createAttempts()
    const at = [0, 1000, 2000, 3000, 4000].map((now) => attempts.begin(['login:anna'], now))
    expect(at).toEqual([0, 0, 0, 0, 0])
    expect(attempts.begin(['login:anna'], 5000)).toBe(895)
    expect(attempts.begin(['login:boriss'], 5000)).toBe(0)
    expect(attempts.begin(['login:anna'], quarter)).toBe(0)
    expect(attempts.begin(['login:anna'], quarter)).toBe(1)
  })

  it('waiting is no try: who asks again while waiting does not wait longer', () => {
    const attempts = createAttempts()
    for (let n = 0; n < 5; n++) attempts.begin(['login:anna'], 0)
    for (let n = 0; n < 100; n++) attempts.begin(['login:anna'], 60_000)
    expect(attempts.begin(['login:anna'], quarter)).toBe(0)
  })

  it('fifty times from one place, whatever the names; who gets in frees both', () => {
    const attempts = createAttempts()
    for (let n = 0; n < 50; n++) expect(attempts.begin([`login:${n}`, 'from:office'], 0)).toBe(0)
    expect(attempts.begin(['login:anna', 'from:office'], 0)).toBe(900)
    expect(attempts.begin(['login:anna', 'from:home'], 0)).toBe(0)
    attempts.succeeded(['login:7', 'from:office'])
    expect(attempts.begin(['login:7', 'from:office'], 0)).toBe(0)
  })

  it.each([
    ['10.0.0.1', 'from:10.0.0.1'],
    ['::ffff:10.0.0.1', 'from:10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', 'from:2001:db8:1:2'],
    ['2001:db8:1:2::9', 'from:2001:db8:1:2'],
    ['2001:db8::9', 'from:2001:db8:0:0'],
    ['::1', 'from:0:0:0:0'],
    ['', 'from:'],
  ])('a house is one place, however many addresses it has: %s', (address, place) => {
    expect(placeOf(address)).toBe(place)
  })
})

it('tries at several processes are counted together, and forgiven together', () => {
  const hub = createHub()
  const [a, b] = [createAttempts(hub('a')), createAttempts(hub('b'))]
  for (let n = 0; n < 5; n++) expect((n % 2 ? a : b).begin(['login:anna'], n)).toBe(0)
  expect(a.begin(['login:anna'], 10)).toBe(900)
  expect(b.begin(['login:anna'], 10)).toBe(900)
  b.succeeded(['login:anna'])
  expect(a.begin(['login:anna'], 20)).toBe(0)
})

it('nonsense from elsewhere is no try', () => {
  const hub = createHub()
  const attempts = createAttempts(hub('a'))
  for (const message of [null, 7, 'login:anna', { keys: 'login:anna' }, { keys: [1, null], at: 'x' }, [{}]]) {
    hub('b').say('tried', message)
    hub('b').say('forgiven', message)
  }
  expect(attempts.begin(['login:anna'], 0)).toBe(0)
})
