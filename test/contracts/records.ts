import { afterEach, describe, expect, it } from 'vitest'
import type { Records, StaffMember, StaffSession, Store } from '../../src/core/ports.ts'
import type { StaffLink } from '../../src/core/staff.ts'
import { morning } from '../store/builders.ts'

export const anna: StaffMember = {
  id: 's1',
  login: 'anna',
  displayName: 'Anna B.',
  legalName: 'Anna Berga',
  roles: ['consultant', 'coordinator'],
  desks: ['consultant'],
  offices: ['riga'],
  onDuty: true,
  telegram: '42',
  languages: ['ru', 'prs'],
  varieties: ['Hazaragi'],
  gender: 'woman',
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
  factors: {
    totp: { secret: 'CANARYTOTPSECRET', lastStep: 7 },
    passkeys: [{ id: 'k1', publicKey: 'cHVibGlj', counter: 3, transports: ['usb'], addedAt: 1 }],
    recovery: ['h1', 'h2'],
  },
  demo: false,
  disabled: false,
}

const session: StaffSession = { id: 'x1', staff: 's1', createdAt: morning, usedAt: morning, half: false }
const link: StaffLink = { id: 'l1', staff: 's1', what: 'invitation', dropFactors: false, until: morning }

/** What every store of records promises. */
export function recordsContract(name: string, open: () => Promise<Records & Pick<Store, 'close'>>): void {
  const opened: Pick<Store, 'close'>[] = []
  afterEach(async () => {
    for (const records of opened.splice(0)) await records.close()
  })
  const fresh = async (): Promise<Records> => {
    const records = await open()
    opened.push(records)
    return records
  }

  describe(`${name}: staff`, () => {
    it('a member is found by id and by sign-in name, as saved', async () => {
      const records = await fresh()
      expect(await records.saveStaff(anna)).toBe(true)
      expect(await records.staffById('s1')).toEqual(anna)
      expect(await records.staffByLogin('anna')).toEqual(anna)
      expect(await records.staffById('s2')).toBeNull()
      expect(await records.staffByLogin('boris')).toBeNull()
    })

    it('no two members share a sign-in name', async () => {
      const records = await fresh()
      await records.saveStaff(anna)
      expect(await records.saveStaff({ ...anna, id: 's2' })).toBe(false)
      expect(await records.staff()).toEqual([anna])
    })

    it('two who want one sign-in name at once: one gets it', async () => {
      const records = await fresh()
      const both = await Promise.all([records.saveStaff(anna), records.saveStaff({ ...anna, id: 's2' })])
      expect(both).toEqual([true, false])
    })

    it('saving again replaces, and frees the old sign-in name', async () => {
      const records = await fresh()
      await records.saveStaff(anna)
      expect(await records.saveStaff({ ...anna, login: 'anna.b', disabled: true })).toBe(true)
      expect(await records.staffByLogin('anna')).toBeNull()
      expect(await records.staffByLogin('anna.b')).toMatchObject({ id: 's1', disabled: true })
      expect(await records.saveStaff({ ...anna, id: 's2' })).toBe(true)
      expect((await records.staff()).map((member) => member.id)).toEqual(['s1', 's2'])
    })

    it('of two changes at once none is lost', async () => {
      const records = await fresh()
      await records.saveStaff({ ...anna, languages: [] })
      const speak = (tag: string) =>
        records.changeStaff('s1', (m) => ({ ...m, languages: [...m.languages, tag].sort() }))
      await Promise.all(['lv', 'ru', 'en'].map(speak))
      expect((await records.staffById('s1'))?.languages).toEqual(['en', 'lv', 'ru'])
    })

    it('of two who use one code at once, one does', async () => {
      const records = await fresh()
      await records.saveStaff(anna)
      const use = () =>
        records.changeStaff('s1', (m) => {
          const recovery = m.factors.recovery.filter((one) => one !== 'h1')
          return recovery.length < m.factors.recovery.length ? { ...m, factors: { ...m.factors, recovery } } : null
        })
      const both = await Promise.all([use(), use()])
      expect(both.map((member) => member?.factors.recovery ?? null)).toEqual([['h2'], null])
    })

    it('a change that is refused changes nothing, nobody cannot be changed, and the sign-in name stays', async () => {
      const records = await fresh()
      await records.saveStaff(anna)
      expect(await records.changeStaff('s1', () => null)).toBeNull()
      expect(await records.changeStaff('s2', (m) => m)).toBeNull()
      expect(await records.changeStaff('s1', (m) => ({ ...m, id: 's9', login: 'boriss' }))).toEqual(anna)
      expect(await records.staff()).toEqual([anna])
    })

    it('a member who is removed is signed out everywhere, and their link opens no more', async () => {
      const records = await fresh()
      await records.saveStaff(anna)
      await records.saveSession(session)
      await records.saveLink(link)
      await records.removeStaff('s1')
      expect(await records.staff()).toEqual([])
      expect(await records.session('x1')).toBeNull()
      expect(await records.link('l1')).toBeNull()
      expect(await records.lastSeen()).toEqual(new Map())
    })

    it('when somebody was last here is known after they have left; being half signed in does not count', async () => {
      const records = await fresh()
      await records.saveStaff(anna)
      await records.saveSession({ ...session, half: true })
      expect(await records.lastSeen()).toEqual(new Map())
      await records.saveSession({ ...session, id: 'x2' })
      await records.touchSession('x2', morning + 60_000)
      await records.endSession({ staff: 's1' })
      await records.saveStaff({ ...anna, disabled: true })
      expect(await records.lastSeen()).toEqual(new Map([['s1', morning + 60_000]]))
    })
  })

  describe(`${name}: sessions`, () => {
    it('a session is found until it is ended', async () => {
      const records = await fresh()
      await records.saveSession(session)
      await records.touchSession('x1', morning + 1)
      expect(await records.session('x1')).toEqual({ ...session, usedAt: morning + 1 })
      await records.endSession({ id: 'x1' })
      expect(await records.session('x1')).toBeNull()
    })

    it('using a session that was ended meanwhile does not bring it back', async () => {
      const records = await fresh()
      await records.saveSession(session)
      await Promise.all([records.endSession({ id: 'x1' }), records.touchSession('x1', morning + 1)])
      expect(await records.session('x1')).toBeNull()
    })

    it('all sessions of one member end together, and nobody else notices', async () => {
      const records = await fresh()
      for (const [id, staff] of [
        ['x1', 's1'],
        ['x2', 's1'],
        ['y1', 's2'],
      ] as const) {
        await records.saveSession({ ...session, id, staff })
      }
      await records.endSession({ staff: 's1' })
      expect(await records.session('x1')).toBeNull()
      expect(await records.session('x2')).toBeNull()
      expect((await records.session('y1'))?.staff).toBe('s2')
    })

    it('what is over is swept, what is not stays', async () => {
      const records = await fresh()
      const at = (id: string, createdAt: number, usedAt: number, half = false) =>
        records.saveSession({ id, staff: 's1', createdAt, usedAt, half })
      await at('idle', 50, 89)
      await at('old', 19, 99)
      await at('half, old', 79, 99, true)
      await at('good', 20, 90)
      await at('half, good', 80, 99, true)
      await records.saveLink({ ...link, id: 'old', staff: 's2', until: 99 })
      await records.saveLink({ ...link, until: 100 })
      const times = { now: 100, usedBefore: 90, createdBefore: 20, halfBefore: 80 }
      expect(await records.sweepStaff(times)).toBe(4)
      for (const id of ['idle', 'old', 'half, old']) expect(await records.session(id)).toBeNull()
      for (const id of ['good', 'half, good']) expect(await records.session(id)).toMatchObject({ id })
      expect(await records.link('old')).toBeNull()
      expect(await records.link('l1')).not.toBeNull()
    })
  })

  describe(`${name}: one-time links`, () => {
    it('of two who use a link at once, one gets it; afterwards it is gone', async () => {
      const records = await fresh()
      await records.saveLink(link)
      expect(await records.link('l1')).toEqual(link)
      expect(await Promise.all([records.takeLink('l1'), records.takeLink('l1')])).toEqual([link, null])
      expect(await records.link('l1')).toBeNull()
    })

    it('a new link of a member replaces the one before', async () => {
      const records = await fresh()
      await records.saveLink(link)
      await records.saveLink({ ...link, id: 'l2', what: 'reset', dropFactors: true })
      await records.saveLink({ ...link, id: 'l3', staff: 's2' })
      expect(await records.link('l1')).toBeNull()
      expect(await records.link('l2')).toMatchObject({ what: 'reset', dropFactors: true })
      expect(await records.link('l3')).toMatchObject({ staff: 's2' })
    })
  })
}
