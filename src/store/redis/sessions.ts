import { randomBytes } from 'node:crypto'
import type { Records } from '../../core/ports.ts'
import type { StaffLink } from '../../core/staff.ts'
import { list, number, type Reply, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

type Sessions = Pick<
  Records,
  'session' | 'saveSession' | 'touchSession' | 'endSession' | 'saveLink' | 'link' | 'takeLink' | 'sweepStaff'
>

/** What staff have open, and the links by which they come in. Hashes and times only: nothing here needs a seal. */
export function createSessions(wire: Wire, name: string): Sessions {
  const session = (...args: readonly (string | number)[]): Promise<Reply> =>
    wire.run(scripts.session, [name], args.map(String))
  const link = (...args: readonly (string | number)[]): Promise<Reply> =>
    wire.run(scripts.link, [name], args.map(String))

  return {
    async session(id) {
      const [staff, createdAt, usedAt, half] = list(await session('find', id))
      if (staff === undefined) return null
      return { id, staff: text(staff), createdAt: number(createdAt), usedAt: number(usedAt), half: text(half) === '1' }
    },
    async saveSession({ id, staff, createdAt, usedAt, half }) {
      await session('save', id, staff, createdAt, usedAt, half ? 1 : 0)
    },
    async touchSession(id, at) {
      await session('touch', id, at)
    },
    async endSession(which) {
      await ('id' in which ? session('end', which.id) : session('endAll', which.staff))
    },
    async saveLink({ id, staff, what, dropFactors, until }) {
      await link('save', id, staff, what, dropFactors ? 1 : 0, until)
    },
    link: async (id) => linkOf(id, await link('find', id)),
    takeLink: async (id) => linkOf(id, await link('take', id, randomBytes(9).toString('base64url'))),
    async sweepStaff({ now, usedBefore, createdBefore, halfBefore }) {
      const sessions = number(await session('sweep', usedBefore, createdBefore, halfBefore))
      return sessions + number(await link('sweep', now))
    },
  }
}

function linkOf(id: string, reply: Reply): StaffLink | null {
  const [staff, what, drops, until] = list(reply)
  if (staff === undefined) return null
  return {
    id,
    staff: text(staff),
    what: text(what) as StaffLink['what'],
    dropFactors: text(drops) === '1',
    until: number(until),
  }
}
