import { plainText } from '../core/door.ts'
import type { Records } from '../core/ports.ts'

const longest = 60

/** A name as it may be shown to people: one line, no sign that turns or hides what stands beside it. Empty = it is none. */
export function plainName(text: string): string {
  const seen = plainText(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return seen.length <= longest && /\p{L}/u.test(seen) ? seen.normalize('NFC') : ''
}

export type NameFault = 'display-name' | 'display-name-taken'

/** People know a member by this name: two with the same one could be taken for each other. */
export async function displayNameFault(records: Records, id: string, name: string): Promise<NameFault | null> {
  if (name === '') return 'display-name'
  const same = (other: string): boolean => other.localeCompare(name, 'lv', { sensitivity: 'base' }) === 0
  const staff = await records.staff()
  return staff.some((other) => other.id !== id && same(other.displayName)) ? 'display-name-taken' : null
}
