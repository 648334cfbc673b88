import type { EventId, Time } from '../core/conversation.ts'
import { alone, type Party } from '../core/party.ts'
import type { Records } from '../core/ports.ts'
import type { StaffMember } from '../core/staff.ts'
import type { Audit } from './audit.ts'
import { createOneUse } from './one-use.ts'
import { newSecret, secretId } from './secrets.ts'

const codeMs = 10 * 60_000

/** Where members are called when no console of theirs is open: their own chat with the bot, connected by themselves. */
export interface Phones {
  /** A code that connects one chat, once, within ten minutes, for this member. */
  code(member: StaffMember): string
  /** True when it is durable; false: the code is nobody's, was used, or its time is over. The same event twice is once. */
  connect(code: string, address: string, event: EventId): Promise<boolean>
  disconnect(member: StaffMember): Promise<void>
  /** This chat has shut us out: whoever was called there is called there no more. */
  lost(address: string): Promise<void>
}

export interface PhonesParts {
  readonly records: Records
  readonly now: () => Time
  readonly audit: Audit
  readonly party?: Party
}

/** Codes lie in memory, as hashes: a restart forgets them, and whoever was in the middle of it asks for a new one. */
export function createPhones({ records, now, audit, party = alone }: PhonesParts): Phones {
  const codes = createOneUse<{ readonly member: string; readonly usedBy: EventId | null }>('codes', party, codeMs)
  return {
    code(member) {
      // Telegram carries 64 characters after `start`, our own word among them.
      const code = newSecret()
      codes.keep(secretId(code), { member: member.id, usedBy: null }, now())
      return code
    },
    async connect(code, address, event) {
      const id = secretId(code)
      const kept = codes.look(id, now())
      if (!kept || (kept.usedBy !== null && kept.usedBy !== event)) return false
      codes.keep(id, { ...kept, usedBy: event }, now())
      try {
        const change = (m: StaffMember) => (m.disabled ? null : { ...m, telegram: address })
        const connected = await records.changeStaff(kept.member, change)
        if (connected) audit('telegram connected', kept.member, kept.member)
        return connected !== null
      } catch (error) {
        // Not stored, so not used: Telegram brings the same message again.
        codes.keep(id, { ...kept, usedBy: null }, now())
        throw error
      }
    },
    async disconnect({ id }) {
      await records.changeStaff(id, (m) => ({ ...m, telegram: null }))
      audit('telegram disconnected', id, id)
    },
    async lost(address) {
      for (const { id, telegram } of await records.staff()) {
        if (telegram !== address) continue
        // Meanwhile it may be another chat: that one stays.
        await records.changeStaff(id, (m) => (m.telegram === address ? { ...m, telegram: null } : null))
        audit('telegram lost', null, id)
      }
    },
  }
}
