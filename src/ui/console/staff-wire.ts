import { type Me, send } from './wire.ts'

/** The second step of signing in. `set-up`: there is no second factor yet. */
export interface SecondStep {
  readonly at: 'prove' | 'set-up'
  readonly totp: boolean
  readonly passkey: boolean
}

/** How far somebody has come: in, or half. */
export type Arrival = { readonly me: Me } | { readonly step: SecondStep }

/** A second factor was added; the codes come with the first one, and are shown this once. */
export interface Added {
  readonly me: Me
  readonly recovery: readonly string[] | null
}

export interface App {
  readonly secret: string
  readonly uri: string
  readonly qr: { readonly size: number; readonly path: string }
}

export interface Choices {
  readonly desks: readonly string[]
  readonly offices: readonly { readonly id: string; readonly city: Readonly<Record<string, string>> }[]
  readonly languages: readonly { readonly tag: string; readonly ownName: string }[]
}

export interface Own {
  readonly login: string
  readonly displayName: string
  readonly languages: readonly string[]
  readonly totp: boolean
  readonly passkeys: readonly { readonly id: string; readonly addedAt: number }[]
  readonly recoveryLeft: number
  /** Null: nobody can be called. */
  readonly pager: { readonly connected: boolean } | null
  readonly choices: Choices
}

export interface Draft {
  readonly legalName: string
  readonly roles: readonly string[]
  readonly desks: readonly string[]
  /** Empty = all of them. */
  readonly offices: readonly string[]
  readonly languages: readonly string[]
  readonly varieties: readonly string[]
  readonly gender: string | null
  readonly onDuty: boolean
}

export interface Account extends Draft {
  readonly id: string
  readonly login: string
  readonly displayName: string
  readonly secondFactor: boolean
  readonly paged: boolean
  readonly invited: boolean
  readonly disabled: boolean
  readonly lastSeen: number | null
}

export interface Opened {
  readonly what: 'invitation' | 'reset'
  readonly login: string
  readonly displayName: string
}

const of = (id: string, what = '') => `/api/staff/${encodeURIComponent(id)}${what}`
type Linked = { readonly link: string }

/** What the pages about people at this console ask the server for. */
export const staffWire = {
  signIn: (login: string, password: string) => send<Arrival>('POST', '/api/session', { login, password }),
  prove: (code: string) => send<Arrival>('POST', '/api/session/code', { code }),
  passkeyToShow: <Options>() => send<Options>('POST', '/api/session/passkey/ask', {}),
  showPasskey: (answer: unknown) => send<Arrival>('POST', '/api/session/passkey', { answer }),
  openLink: (secret: string) => send<Opened>('POST', '/api/link', { secret }),
  useLink: (secret: string, displayName: string, password: string) =>
    send<Arrival>('POST', '/api/link/use', { secret, displayName, password }),

  own: () => send<Own>('GET', '/api/me'),
  saveOwn: (displayName: string, languages: readonly string[]) =>
    send<object>('POST', '/api/me', { displayName, languages }),
  changePassword: (password: string, next: string) => send<object>('POST', '/api/me/password', { password, next }),
  appToAdd: (password: string) => send<App>('POST', '/api/me/totp/ask', { password }),
  addApp: (password: string, code: string) => send<Added>('POST', '/api/me/totp', { password, code }),
  removeApp: (password: string) => send<object>('POST', '/api/me/totp/remove', { password }),
  passkeyToAdd: <Options>(password: string) => send<Options>('POST', '/api/me/passkey/ask', { password }),
  addPasskey: (answer: unknown) => send<Added>('POST', '/api/me/passkey', { answer }),
  removePasskey: (password: string, id: string) => send<object>('POST', '/api/me/passkey/remove', { password, id }),
  renewRecovery: (password: string) =>
    send<{ readonly recovery: readonly string[] }>('POST', '/api/me/recovery', { password }),
  connectPager: () => send<Linked>('POST', '/api/me/pager', {}),
  disconnectPager: () => send<null>('DELETE', '/api/me/pager'),
  endEverywhere: () => send<null>('DELETE', '/api/me/sessions'),

  staff: () => send<{ readonly staff: readonly Account[]; readonly choices: Choices }>('GET', '/api/staff'),
  invite: (login: string, draft: Draft) => send<Linked>('POST', '/api/staff', { login, ...draft }),
  edit: (id: string, draft: Draft) => send<object>('POST', of(id), draft),
  setDisabled: (id: string, disabled: boolean) => send<object>('POST', of(id, disabled ? '/disable' : '/enable'), {}),
  link: (id: string, dropFactors: boolean) => send<Linked>('POST', of(id, '/link'), { dropFactors }),
  endSessions: (id: string) => send<object>('POST', of(id, '/sign-out'), {}),
}
