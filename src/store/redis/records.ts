import type { KeyObject } from 'node:crypto'
import type { Records } from '../../core/ports.ts'
import type { StaffMember } from '../../core/staff.ts'
import { loginTag } from '../ids.ts'
import type { Seal } from '../seal.ts'
import type { Argument } from './client.ts'
import type { Layout } from './layout.ts'
import { bytes, number, type Reply, rows, text } from './reply.ts'
import { scripts } from './scripts.ts'
import { createSessions } from './sessions.ts'
import type { Wire } from './wire.ts'

/** Who works here. Members are sealed whole, what they sign in with included; a sign-in name is found by its tag. */
export function createRedisRecords(wire: Wire, { staff: name }: Layout, seal: Seal, idKey: KeyObject): Records {
  const ask = (...args: Argument[]): Promise<Reply> => wire.run(scripts.member, [name], args)
  const tagOf = (login: string): string => loginTag(idKey, login).toString('base64url')
  const sealed = (member: StaffMember): Buffer =>
    seal.sealRecord(JSON.stringify({ v: 1, ...member }), memberPlace(member.id))
  const open = (id: string, blob: Buffer): StaffMember => {
    const { v: _, ...kept } = JSON.parse(seal.openRecord(blob, memberPlace(id)))
    return kept
  }
  const members = (reply: Reply) =>
    rows(reply, 2).map(([id, blob]) => ({ blob: bytes(blob), member: open(text(id), bytes(blob)) }))
  const byId = async (id: string) => members(await ask('byId', id))[0]

  return {
    ...createSessions(wire, name),
    async staff() {
      const found = members(await ask('all')).map(({ member }) => member)
      return found.sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async staffByLogin(login) {
      return members(await ask('byLogin', tagOf(login)))[0]?.member ?? null
    },
    async staffById(id) {
      return (await byId(id))?.member ?? null
    },
    async saveStaff(member) {
      return (await ask('save', member.id, tagOf(member.login), sealed(member))) === 1
    },
    async changeStaff(id, change) {
      for (;;) {
        const before = await byId(id)
        const changed = before && change(before.member)
        if (!changed) return null
        const after = { ...changed, id, login: before.member.login }
        const answer = await ask('change', id, before.blob, sealed(after))
        if (answer === 1) return after
        if (answer === -1) return null
      }
    },
    async removeStaff(id) {
      await ask('remove', id)
    },
    async lastSeen() {
      return new Map(rows(await ask('seen', ''), 2).map(([id, at]) => [text(id), number(at)]))
    },
  }
}

export const memberPlace = (id: string): string => `staff\0${id}`
