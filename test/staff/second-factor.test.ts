import { describe, expect, it } from 'vitest'
import { codeOf, good, openHouse, site } from './house.ts'

const minute = 60_000
const from = '10.0.0.1'

describe('a code of an authenticator app', () => {
  it('lets in whoever has given the password, once', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    const code = codeOf(totp, clock.now)
    const first = await signIn.proveByCode(await half(), `${code.slice(0, 3)} ${code.slice(3)}`, from)
    expect(first.at).toBe('in')
    expect(await signIn.proveByCode(await half(), code, from)).toEqual({ at: 'wrong' })
    clock.now += 30_000
    expect((await signIn.proveByCode(await half(), codeOf(totp, clock.now), from)).at).toBe('in')
  })

  it('the one with which the app was set up is used up as well', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    clock.now -= minute
    expect(await signIn.proveByCode(await half(), codeOf(totp, clock.now), from)).toEqual({ at: 'wrong' })
  })

  it('may be half a minute early or late, and no more', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    for (const [off, at] of [
      [-60_000, 'wrong'],
      [60_000, 'wrong'],
      [-30_000, 'in'],
      [30_000, 'in'],
    ] as const)
      expect((await signIn.proveByCode(await half(), codeOf(totp, clock.now + off), from)).at, String(off)).toBe(at)
  })

  it('given twice at the same moment lets in one', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    const cookies = [await half(), await half()]
    const both = await Promise.all(cookies.map((one) => signIn.proveByCode(one, codeOf(totp, clock.now), from)))
    expect(both.map(({ at }) => at).sort()).toEqual(['in', 'wrong'])
  })

  it('an older code is worth nothing once a newer one was used', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    expect((await signIn.proveByCode(await half(), codeOf(totp, clock.now + 30_000), from)).at).toBe('in')
    expect((await signIn.proveByCode(await half(), codeOf(totp, clock.now), from)).at).toBe('wrong')
  })
})

describe('recovery codes', () => {
  it('are ten, each good once, however they are typed', async () => {
    const { signIn, ready, half } = openHouse()
    const { recovery } = await ready()
    expect(new Set(recovery).size).toBe(10)
    const [first = '', second = ''] = recovery
    expect((await signIn.proveByCode(await half(), first.toUpperCase().replaceAll('-', ' '), from)).at).toBe('in')
    expect((await signIn.proveByCode(await half(), first, from)).at).toBe('wrong')
    expect((await signIn.proveByCode(await half(), second, from)).at).toBe('in')
  })

  it('are stored as hashes, and new ones make the old ones worthless', async () => {
    const { signIn, factors, records, ready, half } = openHouse()
    const { id, recovery } = await ready()
    const member = await records.staffById(id)
    expect(JSON.stringify(member)).not.toContain(recovery[0])
    const fresh = member && (await factors.renewRecovery(member))
    expect((await signIn.proveByCode(await half(), recovery[0] ?? '', from)).at).toBe('wrong')
    expect((await signIn.proveByCode(await half(), fresh?.[9] ?? '', from)).at).toBe('in')
  })
})

describe('half signed in', () => {
  it('is nobody, and opens the second step only', async () => {
    const { signIn, ready, half } = openHouse()
    await ready()
    const cookie = await half()
    expect(await signIn.who(cookie)).toBeNull()
    expect(await signIn.settingUp(cookie)).toBeNull()
    expect(await signIn.step(cookie)).toEqual({ at: 'prove', totp: true, passkey: false })
  })

  it('lasts five minutes', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    const cookie = await half()
    clock.now += 5 * minute + 1
    expect(await signIn.step(cookie)).toBeNull()
    expect(await signIn.proveByCode(cookie, codeOf(totp, clock.now), from)).toEqual({ at: 'ended' })
  })

  it('ends with the fifth wrong code; then even the right password and code have to wait', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    const cookie = await half()
    const tries: string[] = []
    for (let i = 0; i < 5; i++) tries.push((await signIn.proveByCode(cookie, '000000', from)).at)
    expect(tries).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'ended'])
    expect(await signIn.step(cookie)).toBeNull()
    expect((await signIn.proveByCode(await half(), codeOf(totp, clock.now), from)).at).toBe('slow')
    clock.now += 15 * minute
    expect((await signIn.proveByCode(await half(), codeOf(totp, clock.now), from)).at).toBe('in')
  })

  it('gives its cookie up: the full session has another one', async () => {
    const { signIn, clock, ready, half } = openHouse()
    const { totp } = await ready()
    const cookie = await half()
    const entered = await signIn.proveByCode(cookie, codeOf(totp, clock.now), from)
    expect(entered).toMatchObject({ at: 'in', cookie: expect.not.stringMatching(cookie) })
    expect(await signIn.who(cookie)).toBeNull()
  })

  it('of two who set the first factor up, one does; the other one is out', async () => {
    const { signIn, factors, clock, invited, links, half } = openHouse()
    const { secret } = await invited()
    await links.use(secret, { displayName: 'Anna', password: good })
    const cookies = [await half(), await half()]
    const [anna, thief] = await Promise.all(cookies.map(signIn.settingUp))
    if (!anna || !thief) throw new Error('both may set up')
    const app = factors.totpToAdd(anna)
    expect((await factors.addTotp(anna, codeOf(app.secret, clock.now), true)).at).toBe('done')
    const stolen = factors.totpToAdd(thief)
    expect(await factors.addTotp(thief, codeOf(stolen.secret, clock.now), true)).toMatchObject({ fault: 'not-now' })
    expect(await Promise.all(cookies.map((cookie) => signIn.step(cookie)))).toEqual([null, null])
  })
})

describe('second factors', () => {
  it('the last one stays where one is needed; in the demo it may go', async () => {
    const { factors, records, ready } = openHouse()
    const { id } = await ready()
    const member = await records.staffById(id)
    expect(member && (await factors.remove(member, 'totp'))).toBe(false)
    const demo = openHouse({ secondFactorNeeded: false })
    const anna = await demo.invited()
    const used = await demo.links.use(anna.secret, { displayName: 'Anna', password: good })
    if (used.at !== 'in') throw new Error(used.at)
    const app = demo.factors.totpToAdd(used.member)
    await demo.factors.addTotp(used.member, codeOf(app.secret, demo.clock.now), false)
    expect((await demo.signIn.open('anna', good, from)).at).toBe('half')
    expect(await demo.factors.remove(used.member, 'totp')).toBe(true)
    expect((await demo.signIn.open('anna', good, from)).at).toBe('in')
  })

  it('an app is not there before a code of it has come back', async () => {
    const { factors, records, clock, invited } = openHouse()
    const { id } = await invited()
    const member = await records.staffById(id)
    if (!member) throw new Error('not there')
    const { secret, uri, qr } = factors.totpToAdd(member)
    expect(uri).toMatch(/^otpauth:\/\/totp\/Tilts:anna\?.*secret=[A-Z2-7]{32}/)
    expect(qr.path.length).toBeGreaterThan(1000)
    expect(await factors.addTotp(member, '000000', false)).toMatchObject({ fault: 'code' })
    clock.now += 5 * minute + 1
    expect(await factors.addTotp(member, codeOf(secret, clock.now), false)).toMatchObject({ fault: 'code' })
    expect((await records.staffById(id))?.factors.totp).toBeNull()
  })

  it('foreign answers about passkeys are refused without a word', async () => {
    const { signIn, factors, records, ready, half } = openHouse()
    const { id } = await ready()
    const member = await records.staffById(id)
    if (!member) throw new Error('not there')
    const cookie = await half()
    for (const answer of [null, [], 'x', { id: 'x', response: {} }, { id: 7, response: { clientDataJSON: 'x' } }]) {
      expect(await factors.addPasskey(member, answer, site, false)).toMatchObject({ fault: 'passkey' })
      expect((await signIn.proveByPasskey(null, answer, site, from)).at).toBe('wrong')
    }
    expect((await signIn.proveByPasskey(cookie, null, site, from)).at).toBe('wrong')
  })
})
