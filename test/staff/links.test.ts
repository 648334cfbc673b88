import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/staff/accounts.ts'
import { shortestPassword } from '../../src/staff/passwords.ts'
import { codeOf, draft, good, openHouse } from './house.ts'

const hour = 3_600_000
const chosen = { displayName: 'Anna', password: good }

describe('an invitation', () => {
  it('opens once: a name, a password, then the second factor', async () => {
    const { links, signIn, invited, records } = openHouse()
    const { secret, id } = await invited()
    expect(await links.open(secret)).toEqual({ what: 'invitation', login: 'anna', displayName: '' })
    const used = await links.use(secret, chosen)
    expect(used).toMatchObject({ at: 'half', step: { at: 'set-up' } })
    expect(await records.staffById(id)).toMatchObject({ displayName: 'Anna', legalName: 'Anna Berga' })
    expect(await links.open(secret)).toBeNull()
    expect(await links.use(secret, chosen)).toEqual({ at: 'no-link' })
    expect((await signIn.open('anna', good, '10.0.0.1')).at).toBe('half')
  })

  it('is good for 72 hours', async () => {
    const { links, invited, clock } = openHouse()
    const { secret } = await invited()
    clock.now += 72 * hour
    expect(await links.open(secret)).not.toBeNull()
    clock.now += 1
    expect(await links.open(secret)).toBeNull()
    expect(await links.use(secret, chosen)).toEqual({ at: 'no-link' })
  })

  it('used twice at the same moment lets one in', async () => {
    const { links, invited } = openHouse()
    const { secret } = await invited()
    const both = await Promise.all([
      links.use(secret, chosen),
      links.use(secret, { ...chosen, password: 'another one' }),
    ])
    expect(both.map(({ at }) => at).sort()).toEqual(['half', 'no-link'])
  })

  it('stays good when the name or the password is not', async () => {
    const { links, invited, ready } = openHouse()
    await ready('boriss')
    const { secret } = await invited()
    for (const [displayName, password, fault] of [
      ['Anna', 'short', 'password-short'],
      ['Anna', 'x'.repeat(shortestPassword), 'password-common'],
      ['Anna', 'Password123', 'password-common'],
      ['Anna', '1234567890', 'password-common'],
      ['Anna', 'приветпривет', 'password-common'],
      ['Anna', 'x1'.repeat(600), 'password-long'],
      ['', good, 'display-name'],
      [' \u202e \n', good, 'display-name'],
      ['👤', good, 'display-name'],
      ['NAME of Boriss', good, 'display-name-taken'],
    ] as const)
      expect(await links.use(secret, { displayName, password })).toEqual({ at: 'fault', fault })
    expect((await links.use(secret, chosen)).at).toBe('half')
  })

  it('a password that is the login, forwards or backwards, is none', async () => {
    const { links, invited } = openHouse()
    const { secret } = await invited('anna.berga.2')
    for (const password of ['Anna.Berga.2', '2.agreb.anna'])
      expect(await links.use(secret, { ...chosen, password })).toEqual({ at: 'fault', fault: 'password-login' })
  })

  it('a newer one makes the earlier one worthless', async () => {
    const { links, accounts, invited } = openHouse()
    const { secret, id } = await invited()
    const newer = await accounts.link('c1', id, false)
    expect(await links.open(secret)).toBeNull()
    expect(newer.at === 'done' && (await links.open(newer.secret))?.what).toBe('invitation')
  })

  it('of an account that was disabled meanwhile opens nothing', async () => {
    const { links, accounts, invited } = openHouse()
    const { secret, id } = await invited()
    await accounts.setDisabled(null, id, true)
    expect(await links.open(secret)).toBeNull()
    expect(await links.use(secret, chosen)).toEqual({ at: 'no-link' })
  })

  it.each(['', 'x', 'canary'.repeat(100)])('nobody guesses one (%#)', async (secret) => {
    const { links } = openHouse()
    expect(await links.open(secret)).toBeNull()
    expect(await links.use(secret, chosen)).toEqual({ at: 'no-link' })
  })
})

describe('a reset', () => {
  it('ends every session and leaves the second factor', async () => {
    const { links, accounts, signIn, clock, ready } = openHouse()
    const { id, cookie, totp } = await ready()
    expect(await signIn.who(cookie)).not.toBeNull()
    const made = await accounts.link('c1', id, false)
    expect(await signIn.who(cookie)).not.toBeNull()
    const used = made.at === 'done' ? await links.use(made.secret, { ...chosen, password: 'quite another' }) : null
    expect(used).toMatchObject({ at: 'half', step: { at: 'prove', totp: true } })
    expect(await signIn.who(cookie)).toBeNull()
    expect((await signIn.open('anna', good, '10.0.0.1')).at).toBe('wrong')
    const half = used?.at === 'half' ? used.cookie : null
    expect((await signIn.proveByCode(half, codeOf(totp, clock.now), '10.0.0.1')).at).toBe('in')
  })

  it('for a lost phone takes the second factors away, and a new one is set up first', async () => {
    const { links, accounts, records, ready } = openHouse()
    const { id } = await ready()
    const made = await accounts.link('c1', id, true)
    expect((await records.staffById(id))?.factors.totp).not.toBeNull()
    const used = made.at === 'done' ? await links.use(made.secret, chosen) : null
    expect(used).toMatchObject({ at: 'half', step: { at: 'set-up' } })
    expect((await records.staffById(id))?.factors).toEqual({ totp: null, passkeys: [], recovery: [] })
  })

  it('is good for 24 hours', async () => {
    const { links, accounts, clock, ready } = openHouse()
    const { id } = await ready()
    const made = await accounts.link('c1', id, false)
    clock.now += 24 * hour + 1
    expect(made.at === 'done' && (await links.open(made.secret))).toBeNull()
  })
})

describe('accounts', () => {
  it.each<[string, Partial<Draft> & { login?: string }]>([
    ['login', { login: 'A' }],
    ['login', { login: 'anna berga' }],
    ['legal-name', { legalName: ' ' }],
    ['roles', { roles: ['admin'] }],
    ['desks', { desks: [] }],
    ['desks', { desks: ['moon'] }],
    ['offices', { offices: ['riga', 'moon'] }],
    ['languages', { languages: [] }],
    ['languages', { languages: ['lv', 'xx'] }],
  ])('are not made with a wrong %s', async (why, said) => {
    const { accounts, records } = openHouse()
    const { login = 'anna', ...part } = said
    expect(await accounts.invite(null, login, { ...draft, ...part })).toEqual({ at: 'refused', why })
    expect(await records.staff()).toEqual([])
  })

  it('have varieties and gender where somebody interprets, and only there', async () => {
    const { accounts, invited } = openHouse()
    const said = { varieties: ['Hazaragi'], gender: 'woman' } as const
    await invited('farida', { ...said, roles: ['interpreter'], desks: [] })
    await invited('anna', said)
    const list = await accounts.list()
    expect(list.find((one) => one.login === 'farida')).toMatchObject(said)
    expect(list.find((one) => one.login === 'anna')).toMatchObject({ varieties: [], gender: null })
  })

  it('have the offices whose cases they see; none means all of them', async () => {
    const { accounts, invited } = openHouse()
    const { id } = await invited('anna', { offices: ['cesis'] })
    expect((await accounts.list())[0]).toMatchObject({ offices: ['cesis'] })
    await accounts.edit(null, id, { ...draft, offices: [] })
    expect((await accounts.list())[0]).toMatchObject({ offices: [] })
  })

  it('are on the danger list only when they could take the case', async () => {
    const { accounts, invited } = openHouse()
    await invited('anna', { onDuty: true })
    await invited('ilze', { onDuty: true, roles: ['coordinator'], desks: [] })
    await invited('farid', { onDuty: true, roles: ['interpreter', 'editor'], desks: [] })
    const onDuty = (await accounts.list()).filter((one) => one.onDuty).map(({ login }) => login)
    expect(onDuty).toEqual(['anna', 'ilze'])
  })

  it('the last coordinator who can sign in stays one', async () => {
    const { accounts, ready, invited } = openHouse()
    const ilze = await ready('ilze', { roles: ['coordinator'] })
    await invited('never-came', { roles: ['coordinator'] })
    const refused = { at: 'refused', why: 'last-coordinator' }
    expect(await accounts.setDisabled(ilze.id, ilze.id, true)).toEqual(refused)
    expect(await accounts.edit(ilze.id, ilze.id, draft)).toEqual(refused)
    await ready('second', { roles: ['coordinator'] })
    expect(await accounts.setDisabled(ilze.id, ilze.id, true)).toEqual({ at: 'done' })
  })

  it('a disabled member is signed out at once, and stays out', async () => {
    const { accounts, signIn, clock, ready, half } = openHouse()
    const { id, cookie, totp } = await ready()
    const begun = await half()
    await accounts.setDisabled('c1', id, true)
    expect(await signIn.who(cookie)).toBeNull()
    expect((await signIn.open('anna', good, '10.0.0.1')).at).toBe('wrong')
    expect((await signIn.proveByCode(begun, codeOf(totp, clock.now), '10.0.0.1')).at).toBe('ended')
    expect(await accounts.link('c1', id, false)).toEqual({ at: 'refused', why: 'disabled' })
    await accounts.setDisabled('c1', id, false)
    expect(await signIn.who(cookie)).toBeNull()
  })

  it('what was done to whom is noted, without a name, a password, a code or a link', async () => {
    const { accounts, deeds, ready } = openHouse()
    const { id } = await ready()
    await accounts.link('c1', id, false)
    await accounts.setDisabled('c1', id, true)
    expect(deeds).toEqual([
      `- invited ${id}`,
      `- link used ${id}`,
      `${id} totp added ${id}`,
      `${id} signed in ${id}`,
      `c1 reset link made ${id}`,
      `c1 disabled ${id}`,
    ])
  })
})

describe('sessions', () => {
  it('end after half an hour of quiet, and after twelve hours of work', async () => {
    const { signIn, clock, ready } = openHouse()
    const { cookie } = await ready()
    for (let minutes = 0; minutes < 12 * 60 - 29; minutes += 29) {
      expect(await signIn.who(cookie), `${minutes} minutes`).not.toBeNull()
      clock.now += 29 * 60_000
    }
    expect(await signIn.who(cookie)).not.toBeNull()
    clock.now += 29 * 60_000
    expect(await signIn.who(cookie)).toBeNull()
    const other = await ready('boriss')
    clock.now += 30 * 60_000 + 1
    expect(await signIn.who(other.cookie)).toBeNull()
  })

  it('looking on does not keep one alive', async () => {
    const { signIn, clock, ready } = openHouse()
    const { cookie } = await ready()
    clock.now += 20 * 60_000
    expect(await signIn.who(cookie, 'look')).not.toBeNull()
    clock.now += 11 * 60_000
    expect(await signIn.who(cookie, 'look')).toBeNull()
  })

  it('a new password ends all others', async () => {
    const { signIn, profile, records, ready, half } = openHouse()
    const { id, cookie, recovery } = await ready()
    const second = await signIn.proveByCode(await half(), recovery[0] ?? '', '10.0.0.1')
    const member = await records.staffById(id)
    const changed = member && (await profile.changePassword(member, 'quite another'))
    expect(await signIn.who(cookie)).toBeNull()
    expect(second.at === 'in' && (await signIn.who(second.cookie))).toBeNull()
    expect(changed?.at === 'done' && (await signIn.who(changed.cookie))).toMatchObject({ id })
  })
})
