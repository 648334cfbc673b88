import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { type Json, record } from '../core/door.ts'

/** The door for what a browser says about a passkey: only what is checked later goes through. */

export function readAttestation(answer: unknown): RegistrationResponseJSON | null {
  const [whole, inner] = partsOf(answer)
  const said = words(inner, 'clientDataJSON', 'attestationObject')
  const id = whole && word(whole, 'id')
  if (!said || !id || !inner) return null
  const transports = Array.isArray(inner.transports)
    ? inner.transports.filter((one): one is string => typeof one === 'string' && one.length < 30)
    : []
  return { ...frame(id), response: { ...said, transports } }
}

export function readAssertion(answer: unknown): AuthenticationResponseJSON | null {
  const [whole, inner] = partsOf(answer)
  const said = words(inner, 'clientDataJSON', 'authenticatorData', 'signature')
  const id = whole && word(whole, 'id')
  if (!said || !id || !inner) return null
  const userHandle = word(inner, 'userHandle')
  return { ...frame(id), response: { ...said, ...(userHandle ? { userHandle } : {}) } }
}

const frame = (id: string) => ({ id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} })

const partsOf = (answer: unknown): readonly [Json | null, Json | null] => {
  const whole = record(answer)
  return [whole, record(whole?.response)]
}

/** base64url of a sensible length, or null. */
function word(from: Json, name: string): string | null {
  const value = from[name]
  return typeof value === 'string' && /^[\w-]{1,20000}$/.test(value) ? value : null
}

/** All of these, or null. */
function words<Name extends string>(from: Json | null, ...names: readonly Name[]): Record<Name, string> | null {
  const found: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = from && word(from, name)
    if (!value) return null
    found[name] = value
  }
  return isWhole(found, names) ? found : null
}

const isWhole = <Name extends string>(
  found: Partial<Record<Name, string>>,
  names: readonly Name[],
): found is Record<Name, string> => names.every((name) => found[name] !== undefined)
