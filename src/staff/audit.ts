/** What is noted of staff and their accounts: who did what to whom, by id. No name, no secret, no address. */
export type Deed =
  | 'signed in'
  | 'sign-in refused'
  | 'second factor refused'
  | 'signed out'
  | 'signed out everywhere'
  | 'recovery code used'
  | 'link used'
  | 'password changed'
  | 'profile changed'
  | 'totp added'
  | 'totp removed'
  | 'passkey added'
  | 'passkey removed'
  | 'recovery codes renewed'
  | 'telegram connected'
  | 'telegram disconnected'
  | 'telegram lost'
  | 'invited'
  | 'edited'
  | 'disabled'
  | 'enabled'
  | 'reset link made'
  | 'sessions ended'

/** `by` null: somebody who is not signed in. `account` null: there is none of that name. */
export type Audit = (deed: Deed, by: string | null, account: string | null) => void
