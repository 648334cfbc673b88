import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's minimum: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortestPassword = 10

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** A login nobody has takes as long as one with a wrong password: the time tells nothing. */
let nobody: Promise<string> | null = null

export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const fits = await verify(stored ?? (await nobody), password)
  return stored !== null && fits
}
