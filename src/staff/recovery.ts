import { randomInt } from 'node:crypto'
import type { SecondFactors } from '../core/staff.ts'
import { secretId } from './secrets.ts'

const count = 10
/** No letter that looks like another, or like a number. 12 of them are 59 bits. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes to keep on paper, and what is stored of them. */
export function newRecoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly string[] } {
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  const codes = Array.from({ length: count }, () => `${four()}-${four()}-${four()}`)
  return { codes, hashes: codes.map(recoveryHash) }
}

/** However it was typed: capitals, spaces and dashes do not count. */
export const recoveryHash = (code: string): string =>
  secretId(`recovery code ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)

/** The factors after this code was used up; null when it is none of theirs. */
export function useRecovery(factors: SecondFactors, code: string): SecondFactors | null {
  const hash = recoveryHash(code)
  if (!factors.recovery.includes(hash)) return null
  return { ...factors, recovery: factors.recovery.filter((one) => one !== hash) }
}
