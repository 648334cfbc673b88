import type { Party } from '../core/party.ts'
import type { Records } from '../core/ports.ts'
import { type Accounts, createAccounts, type Known } from './accounts.ts'
import { createAttempts } from './attempts.ts'
import type { Audit } from './audit.ts'
import { createFactors, type Factors } from './factors.ts'
import { createLinks, type Links } from './links.ts'
import { createPasskeys } from './passkeys.ts'
import { createPhones, type Phones } from './phones.ts'
import { createProfile, type Profile } from './profile.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSignIn, type SignIn } from './sign-in.ts'

export interface Staff {
  readonly signIn: SignIn
  readonly links: Links
  readonly profile: Profile
  readonly factors: Factors
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly phones: Phones
}

export interface StaffParts {
  readonly records: Records
  readonly now: () => number
  /** False in the demo only: there a second factor is a matter of choice. */
  readonly secondFactorNeeded: boolean
  readonly known: Known
  readonly audit: Audit
  readonly party?: Party
}

/** All that concerns staff, joined: one count of attempts, one set of sessions. */
export function createStaff({ known, ...base }: StaffParts): Staff {
  const attempts = createAttempts(base.party)
  const passkeys = createPasskeys(base.now, base.party)
  const sessions = createSessions(base.records, base.now)
  const parts = { ...base, attempts, passkeys, sessions }
  const links = createLinks(parts)
  return {
    sessions,
    links,
    phones: createPhones(parts),
    signIn: createSignIn(parts),
    profile: createProfile({ ...parts, known }),
    factors: createFactors(parts),
    accounts: createAccounts({ ...parts, links, known }),
  }
}
