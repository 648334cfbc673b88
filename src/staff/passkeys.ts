import { randomBytes } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { alone, type Party } from '../core/party.ts'
import type { Passkey, StaffMember } from '../core/staff.ts'
import { readAssertion, readAttestation } from './credential.ts'
import { createOneUse } from './one-use.ts'

/** Where the console is, as browsers see it. A passkey belongs to the host. */
export interface Site {
  readonly origin: string
  readonly host: string
}

/** What a challenge was made for: it is good for nothing else. */
type Purpose = `add ${string}` | `prove ${string}` | 'sign in'

export interface Passkeys {
  /** What the browser is asked to make a passkey with. */
  toAdd(member: StaffMember, site: Site): Promise<object>
  /** The new passkey; null when the answer does not fit the challenge, the site or itself. */
  added(member: StaffMember, answer: unknown, site: Site): Promise<Passkey | null>
  /** What the browser is asked to show a passkey with: one of the member's, or anybody's. */
  toShow(member: StaffMember | null, site: Site): Promise<object>
  /** Whose passkey this is; null when it is no passkey's answer. */
  owner(answer: unknown): string | null
  /** The passkey after this use; null when it does not fit. `alone`: no password was given, so a finger or PIN must be. */
  shown(member: StaffMember, answer: unknown, alone: boolean, site: Site): Promise<Passkey | null>
}

export function createPasskeys(now: () => number, party: Party = alone): Passkeys {
  const challenges = createOneUse<Purpose>('challenges', party)
  const ask = (purpose: Purpose) => {
    const challenge = new Uint8Array(randomBytes(32))
    challenges.keep(Buffer.from(challenge).toString('base64url'), purpose, now())
    return challenge
  }
  const answers = (purpose: Purpose) => (challenge: string) => challenges.take(challenge, now()) === purpose
  /** The library throws sentences about foreign bytes; whatever it dislikes, the answer is no. */
  const orNull = <T>(checked: Promise<T>): Promise<T | null> => checked.catch(() => null)

  return {
    toAdd: (member, { host }) =>
      generateRegistrationOptions({
        rpName: 'Tilts',
        rpID: host,
        userID: new Uint8Array(Buffer.from(member.id)),
        userName: member.login,
        userDisplayName: member.displayName,
        challenge: ask(`add ${member.id}`),
        excludeCredentials: member.factors.passkeys.map(known),
        supportedAlgorithmIDs: algorithms,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      }),
    async added(member, answer, { origin, host }) {
      const response = readAttestation(answer)
      if (!response) return null
      const checked = await orNull(
        verifyRegistrationResponse({
          response,
          expectedChallenge: answers(`add ${member.id}`),
          expectedOrigin: origin,
          expectedRPID: host,
          requireUserVerification: false,
          supportedAlgorithmIDs: algorithms,
        }),
      )
      if (!checked?.verified) return null
      const { id, publicKey, counter } = checked.registrationInfo.credential
      const transports = (response.response.transports ?? []).slice(0, 8)
      return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports, addedAt: now() }
    },
    toShow: (member, { host }) =>
      generateAuthenticationOptions({
        rpID: host,
        challenge: ask(member ? `prove ${member.id}` : 'sign in'),
        userVerification: member ? 'preferred' : 'required',
        ...(member ? { allowCredentials: member.factors.passkeys.map(known) } : {}),
      }),
    owner(answer) {
      const handle = readAssertion(answer)?.response.userHandle
      return handle ? Buffer.from(handle, 'base64url').toString() : null
    },
    async shown(member, answer, alone, { origin, host }) {
      const response = readAssertion(answer)
      const passkey = member.factors.passkeys.find((one) => one.id === response?.id)
      if (!response || !passkey) return null
      const checked = await orNull(
        verifyAuthenticationResponse({
          response,
          expectedChallenge: answers(alone ? 'sign in' : `prove ${member.id}`),
          expectedOrigin: origin,
          expectedRPID: host,
          credential: { ...known(passkey), publicKey: bytes(passkey.publicKey), counter: passkey.counter },
          requireUserVerification: alone,
        }),
      )
      return checked?.verified ? { ...passkey, counter: checked.authenticationInfo.newCounter } : null
    },
  }
}

/** EdDSA, ES256, RS256: every key there is knows one. Asking the library for its own list makes Node print warnings. */
const algorithms = [-8, -7, -257]
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const known = ({ id, transports }: Passkey) => ({ id, transports: [...transports] })
