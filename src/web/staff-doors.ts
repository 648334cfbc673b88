import type { StaffMember } from '../core/staff.ts'

/** What the routes of staff ask of `staff/`, which they do not know. */

export interface Site {
  readonly origin: string
  readonly host: string
}

export type Entered =
  | { readonly at: 'in'; readonly cookie: string; readonly member: StaffMember }
  | { readonly at: 'half'; readonly cookie: string; readonly step: SecondStep }
  | { readonly at: 'wrong' }
  | { readonly at: 'ended' }
  | { readonly at: 'slow'; readonly afterSeconds: number }

export interface SecondStep {
  readonly at: 'prove' | 'set-up'
  readonly totp: boolean
  readonly passkey: boolean
}

export interface SignInDoor {
  open(login: string, password: string, from: string): Promise<Entered>
  proveByCode(cookie: string | null, code: string, from: string): Promise<Entered>
  passkeyToShow(
    cookie: string | null,
    site: Site,
    from: string,
  ): Promise<{ readonly at: 'ask'; readonly options: object } | Extract<Entered, { at: 'slow' }>>
  proveByPasskey(cookie: string | null, answer: unknown, site: Site, from: string): Promise<Entered>
  who(cookie: string | null, look?: 'look' | undefined): Promise<StaffMember | null>
  /** Whoever may set up the missing second factor, and nothing else. */
  settingUp(cookie: string | null): Promise<StaffMember | null>
  step(cookie: string | null): Promise<SecondStep | null>
  close(cookie: string | null): Promise<void>
}

type Fault = { readonly at: 'fault'; readonly fault: string }

export interface LinksDoor {
  open(secret: string): Promise<object | null>
  use(
    secret: string,
    chosen: { readonly displayName: string; readonly password: string },
  ): Promise<Entered | Fault | { readonly at: 'no-link' }>
}

export interface ProfileDoor {
  view(member: StaffMember): object
  save(
    member: StaffMember,
    draft: { readonly displayName: string; readonly languages: readonly string[] },
  ): Promise<{ readonly at: 'done' } | Fault>
  sure(
    member: StaffMember,
    password: string,
    from: string,
  ): Promise<{ readonly at: 'sure' } | Extract<Entered, { at: 'wrong' | 'slow' }>>
  changePassword(
    member: StaffMember,
    password: string,
  ): Promise<{ readonly at: 'done'; readonly cookie: string } | Fault>
  endEverywhere(member: StaffMember): Promise<void>
}

/** Where a member is called when no console of theirs is open. */
export interface PagerDoor {
  /** Connects a chat with the bot, once, within ten minutes. Null: the bot's name is not known at the moment. */
  link(member: StaffMember): Promise<string | null>
  disconnect(member: StaffMember): Promise<void>
}

export type Added =
  | {
      readonly at: 'done'
      readonly recovery: readonly string[] | null
      readonly cookie: string | null
      readonly member: StaffMember
    }
  | Fault

export interface FactorsDoor {
  totpToAdd(member: StaffMember): object
  addTotp(member: StaffMember, code: string, first: boolean): Promise<Added>
  passkeyToAdd(member: StaffMember, site: Site): Promise<object>
  addPasskey(member: StaffMember, answer: unknown, site: Site, first: boolean): Promise<Added>
  remove(member: StaffMember, which: 'totp' | { readonly passkey: string }): Promise<boolean>
  renewRecovery(member: StaffMember): Promise<readonly string[] | null>
}

export interface Draft {
  readonly legalName: string
  readonly roles: readonly string[]
  readonly desks: readonly string[]
  readonly offices: readonly string[]
  readonly languages: readonly string[]
  readonly varieties: readonly string[]
  readonly gender: 'woman' | 'man' | null
  readonly onDuty: boolean
}

type Refused = { readonly at: 'refused'; readonly why: string }
type Linked = { readonly at: 'done'; readonly secret: string } | Refused
type Outcome = { readonly at: 'done' } | Refused

export interface AccountsDoor {
  list(): Promise<readonly object[]>
  invite(by: string, login: string, draft: Draft): Promise<Linked>
  edit(by: string, id: string, draft: Draft): Promise<Outcome>
  setDisabled(by: string, id: string, disabled: boolean): Promise<Outcome>
  link(by: string, id: string, dropFactors: boolean): Promise<Linked>
  endSessions(by: string, id: string): Promise<Outcome>
}
