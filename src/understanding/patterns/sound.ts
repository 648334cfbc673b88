/**
 * Normalised words as they sound: what people type for one letter in different habits falls together
 * ("zh", "z", "j", "y", "kh", "x", "4", doubled letters). Both sides go through it, the editors' words and the person's.
 */
export function soundOf(normalised: string): string {
  let out = ''
  let last = ''
  const put = (sign: string) => {
    if (last === 'i' && (sign === 'e' || sign === 'o')) {
      // "priehal", "prijehal", "rebjonok", "rebenok": a soft vowel is one letter in one habit and two in another.
      out = `${out.slice(0, -1)}e`
      last = 'e'
    } else if (sign !== last || !isLetter(sign)) {
      out += sign
      last = sign
    }
  }
  for (let at = 0; at < normalised.length; at++) {
    const sign = normalised.charAt(at)
    const next = normalised.charAt(at + 1)
    switch (sign) {
      case 'z':
        put('z')
        if (next === 'h') at++
        break
      case 's':
        put('s')
        if (next === 'h') at++
        else if (next === 'c' && normalised.charAt(at + 2) === 'h') at += 2
        if (normalised.startsWith('ch', at + 1) && next === 'h') at += 2
        break
      case 'c':
        put('c')
        if (next === 'h') at++
        break
      case 't': {
        const soft = next === 's' && vowels.includes(normalised.charAt(at + 2) || ' ')
        put(soft ? 'c' : 't')
        if (soft) at++
        break
      }
      case 'k':
        put(next === 'h' ? 'h' : 'k')
        if (next === 'h') at++
        break
      case '4':
        put(isLetter(next) || (isLetter(last) && !isDigit(next)) ? 'c' : '4')
        break
      default:
        put(alike[sign] ?? sign)
    }
  }
  return out
}

const vowels = 'aeiouyj'
const alike: Readonly<Record<string, string>> = { y: 'i', j: 'i', x: 'h', w: 's' }
const isLetter = (sign: string): boolean => sign >= 'a' && sign <= 'z'
const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9'
