import { Secret, TOTP } from 'otpauth'
import type { SecondFactors } from '../core/staff.ts'

const period = 30
const issuer = 'Tilts'
const totp = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })

/** 160 bits, as RFC 4226 asks; base32, to be typed by hand where a camera does not help. SHA-1 is what all apps know. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app reads out of the QR code. */
export const totpUri = (secret: string, login: string): string => totp(secret, login).toString()

/** The half-minute a code belongs to: the present one, the one before or the one after; null when it is none of them. */
export function totpStep(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totp(secret).validate({ token, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}

/** The factors after this code was used; null when it does not fit, or is no newer than the last one used. */
export function useTotp(factors: SecondFactors, code: string, now: number): SecondFactors | null {
  if (!factors.totp) return null
  const step = totpStep(factors.totp.secret, code, now)
  if (step === null || step <= factors.totp.lastStep) return null
  return { ...factors, totp: { ...factors.totp, lastStep: step } }
}
