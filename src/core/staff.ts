import type { Gender, Time } from './conversation.ts'

/** Who works here, how they prove who they are, and what they have open. */

export const roles = ['consultant', 'psychologist', 'interpreter', 'editor', 'coordinator'] as const
export type Role = (typeof roles)[number]

export interface StaffMember {
  readonly id: string
  /** Sign-in name, lower case. Never changes. */
  readonly login: string
  /** Of their own choice; the only name that persons and colleagues see. Empty until they have chosen one. */
  readonly displayName: string
  /** Seen by coordinators only. */
  readonly legalName: string
  readonly roles: readonly Role[]
  readonly desks: readonly string[]
  /** Whose cases they see; empty = every office's. */
  readonly offices: readonly string[]
  readonly languages: readonly string[]
  /** Of interpreters: what they speak more precisely than a language says ("Kurmanji of Afrin"). */
  readonly varieties: readonly string[]
  /** Of interpreters: a person may wish for a woman or a man. */
  readonly gender: Gender | null
  /** Called when somebody is in danger, at any hour. */
  readonly onDuty: boolean
  /** Where they are called when no console of theirs is open: their own chat with the bot; null = nowhere. */
  readonly telegram: string | null
  /** argon2id, in PHC form; null until they have chosen a password. */
  readonly passwordHash: string | null
  readonly factors: SecondFactors
  readonly demo: boolean
  readonly disabled: boolean
}

/** What a member can show beside the password. */
export interface SecondFactors {
  /** `lastStep`: the newest half-minute whose code was used; it and all before it are worth nothing any more. */
  readonly totp: { readonly secret: string; readonly lastStep: number } | null
  readonly passkeys: readonly Passkey[]
  /** Hashes of the recovery codes that are left. */
  readonly recovery: readonly string[]
}

export interface Passkey {
  readonly id: string
  /** base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly addedAt: Time
}

export const noFactors: SecondFactors = { totp: null, passkeys: [], recovery: [] }

export const hasSecondFactor = ({ factors }: StaffMember): boolean =>
  factors.totp !== null || factors.passkeys.length > 0

export interface StaffSession {
  /** SHA-256 of the cookie's value: what lies in the store opens no door. */
  readonly id: string
  readonly staff: string
  readonly createdAt: Time
  readonly usedAt: Time
  /** The password was right, the second factor is still missing: good for nothing but that. */
  readonly half: boolean
}

/** One link, one use: a member chooses a password with it. */
export interface StaffLink {
  /** SHA-256 of the secret in the link. */
  readonly id: string
  readonly staff: string
  readonly what: 'invitation' | 'reset'
  /** The second factors go as well: the phone is lost. */
  readonly dropFactors: boolean
  readonly until: Time
}
