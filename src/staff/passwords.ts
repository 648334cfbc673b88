import { readFileSync } from 'node:fs'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's minimum: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortestPassword = 10
const longestPassword = 1000

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** A login nobody has takes as long as one with a wrong password: the time tells nothing. */
let nobody: Promise<string> | null = null

export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const fits = await verify(stored ?? (await nobody), password.slice(0, longestPassword))
  return stored !== null && fits
}

export type PasswordFault = 'password-short' | 'password-long' | 'password-login' | 'password-common'

/** What keeps a password from being taken; null = it is good. Length is what counts: no rules about signs. */
export function passwordFault(password: string, login: string): PasswordFault | null {
  const plain = password.toLowerCase()
  if ([...password].length < shortestPassword) return 'password-short'
  if (password.length > longestPassword) return 'password-long'
  if (plain === login || plain === [...login].reverse().join('')) return 'password-login'
  return new Set(plain).size < 4 || common().has(plain) ? 'password-common' : null
}

let list: ReadonlySet<string> | null = null
function common(): ReadonlySet<string> {
  list ??= new Set(readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8').split(/\r?\n/))
  return list
}
