import { describe, expect, it } from 'vitest'
import { challengeIn, createAuthenticator } from './authenticator.ts'
import { openHouse, site } from './house.ts'

const from = '10.0.0.1'
const { origin } = site

/** Somebody with an authenticator app and a passkey. */
async function withKey() {
  const house = openHouse()
  const anna = await house.ready()
  const key = createAuthenticator()
  const member = await memberOf(house, anna.id)
  const challenge = challengeIn(await house.factors.passkeyToAdd(member, site))
  const added = await house.factors.addPasskey(member, key.make({ challenge, origin }), site, false)
  expect(added).toMatchObject({ at: 'done', recovery: null, cookie: null })
  const asked = async (cookie: string | null): Promise<string> => {
    const ask = await house.signIn.passkeyToShow(cookie, site, from)
    return ask.at === 'ask' ? challengeIn(ask.options) : ''
  }
  return { ...house, ...anna, key, asked }
}

async function memberOf({ records }: Pick<ReturnType<typeof openHouse>, 'records'>, id: string) {
  const member = await records.staffById(id)
  if (!member) throw new Error('not there')
  return member
}

describe('a passkey', () => {
  it('lets in by itself, when a finger or a PIN was shown to it', async () => {
    const { signIn, key, id, asked } = await withKey()
    const entered = await signIn.proveByPasskey(
      null,
      key.show({ challenge: await asked(null), origin }, id),
      site,
      from,
    )
    expect(entered).toMatchObject({ at: 'in', member: { id } })
    const bare = { challenge: await asked(null), origin, verified: false, counter: 2 }
    expect((await signIn.proveByPasskey(null, key.show(bare, id), site, from)).at).toBe('wrong')
  })

  it('is a second step after the password, without finger or PIN', async () => {
    const { signIn, key, id, asked, half } = await withKey()
    const cookie = await half()
    const use = { challenge: await asked(cookie), origin, verified: false }
    expect((await signIn.proveByPasskey(cookie, key.show(use, id), site, from)).at).toBe('in')
    expect(await signIn.step(cookie)).toBeNull()
  })

  it('answers a challenge once, and not after five minutes', async () => {
    const { signIn, key, id, asked, clock } = await withKey()
    const first = key.show({ challenge: await asked(null), origin }, id)
    expect((await signIn.proveByPasskey(null, first, site, from)).at).toBe('in')
    expect((await signIn.proveByPasskey(null, first, site, from)).at).toBe('wrong')
    const late = key.show({ challenge: await asked(null), origin, counter: 9 }, id)
    clock.now += 5 * 60_000 + 1
    expect((await signIn.proveByPasskey(null, late, site, from)).at).toBe('wrong')
  })

  it.each([
    ['a challenge of nobody', { challenge: 'Y2FuYXJ5' }],
    ["another site's page", { origin: 'https://help.example.evil' }],
    ['a key of another site', { host: 'evil.example' }],
    ['a forged signature', { forged: true }],
    ['a copied key, whose counter stands still', { counter: 1 }],
  ])('does not let in with %s', async (_what, lie) => {
    const { signIn, key, id, asked } = await withKey()
    await signIn.proveByPasskey(null, key.show({ challenge: await asked(null), origin, counter: 5 }, id), site, from)
    const use = { challenge: await asked(null), origin, counter: 6, ...lie }
    expect((await signIn.proveByPasskey(null, key.show(use, id), site, from)).at).toBe('wrong')
  })

  it('answers only what it was asked for: a challenge for adding, or for another member, opens nothing', async () => {
    const house = await withKey()
    const { signIn, factors, key, id, asked, half, ready } = house
    const forAdding = challengeIn(await factors.passkeyToAdd(await memberOf(house, id), site))
    expect((await signIn.proveByPasskey(null, key.show({ challenge: forAdding, origin }, id), site, from)).at).toBe(
      'wrong',
    )
    await ready('boriss')
    const boriss = await half('boriss')
    const use = { challenge: await asked(boriss), origin, counter: 7 }
    expect((await signIn.proveByPasskey(boriss, key.show(use, id), site, from)).at).toBe('wrong')
    expect((await signIn.proveByPasskey(null, key.show(use, id), site, from)).at).toBe('wrong')
  })

  it('of nobody, of a disabled member, or one that was removed lets nobody in', async () => {
    const house = await withKey()
    const { signIn, factors, accounts, key, id, asked } = house
    const use = async () => ({ challenge: await asked(null), origin, counter: 8 })
    const stranger = createAuthenticator()
    expect((await signIn.proveByPasskey(null, stranger.show(await use(), id), site, from)).at).toBe('wrong')
    expect((await signIn.proveByPasskey(null, key.show(await use(), 'nobody'), site, from)).at).toBe('wrong')
    await accounts.setDisabled(null, id, true)
    expect((await signIn.proveByPasskey(null, key.show(await use(), id), site, from)).at).toBe('wrong')
    await accounts.setDisabled(null, id, false)
    expect(await factors.remove(await memberOf(house, id), { passkey: key.id })).toBe(true)
    expect((await signIn.proveByPasskey(null, key.show(await use(), id), site, from)).at).toBe('wrong')
  })

  it("is not added with a challenge of somebody else's, or from another site", async () => {
    const house = await withKey()
    const { factors, ready, id } = house
    const boriss = await memberOf(house, (await ready('boriss')).id)
    const anna = await memberOf(house, id)
    const fault = { at: 'fault', fault: 'passkey' }
    const challenge = challengeIn(await factors.passkeyToAdd(anna, site))
    const key = createAuthenticator()
    expect(await factors.addPasskey(boriss, key.make({ challenge, origin }), site, false)).toEqual(fault)
    const other = challengeIn(await factors.passkeyToAdd(anna, site))
    const use = { challenge: other, origin: 'https://evil.example' }
    expect(await factors.addPasskey(anna, key.make(use), site, false)).toEqual(fault)
  })

  it('who asks for challenges without end has to wait', async () => {
    const { signIn } = openHouse()
    const asked = await Promise.all(Array.from({ length: 60 }, () => signIn.passkeyToShow(null, site, from)))
    expect(asked.filter(({ at }) => at === 'ask')).toHaveLength(50)
    expect((await signIn.passkeyToShow(null, site, '10.0.0.2')).at).toBe('ask')
  })
})
