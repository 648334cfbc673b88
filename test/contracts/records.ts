import { afterEach, describe, expect, it } from 'vitest'
import type { Records, StaffMember, Store } from '../../src/core/ports.ts'
import { morning } from '../store/builders.ts'

export const anna: StaffMember = {
  id: 's1',
  login: 'anna',
  displayName: 'Anna B.',
  roles: ['consultant', 'coordinator'],
  desks: ['consultant'],
  languages: ['ru', 'prs'],
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
  demo: false,
  disabled: false,
}

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

    it('a member who is removed is signed out everywhere', async () => {
      const records = await fresh()
      await records.saveStaff(anna)
      await records.saveSession({ id: 'x1', staff: 's1', createdAt: morning, usedAt: morning })
      await records.removeStaff('s1')
      expect(await records.staff()).toEqual([])
      expect(await records.session('x1')).toBeNull()
    })
  })

  describe(`${name}: sessions`, () => {
    it('a session is found until it is ended', async () => {
      const records = await fresh()
      const session = { id: 'x1', staff: 's1', createdAt: morning, usedAt: morning }
      await records.saveSession(session)
      await records.saveSession({ ...session, usedAt: morning + 1 })
      expect(await records.session('x1')).toEqual({ ...session, usedAt: morning + 1 })
      await records.endSession({ id: 'x1' })
      expect(await records.session('x1')).toBeNull()
    })

    it('all sessions of one member end together, and nobody else notices', async () => {
      const records = await fresh()
      for (const [id, staff] of [
        ['x1', 's1'],
        ['x2', 's1'],
        ['y1', 's2'],
      ] as const) {
        await records.saveSession({ id, staff, createdAt: morning, usedAt: morning })
      }
      await records.endSession({ staff: 's1' })
      expect(await records.session('x1')).toBeNull()
      expect(await records.session('x2')).toBeNull()
      expect((await records.session('y1'))?.staff).toBe('s2')
    })
  })
}
