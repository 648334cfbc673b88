/** Scripts as ISO 15924 names, by ranges of code points. Han is `Hans` for both of its spellings. */
const ranges: readonly (readonly [string, number, number])[] = [
  ['Latn', 0xc0, 0x24f],
  ['Cyrl', 0x400, 0x52f],
  ['Armn', 0x530, 0x58f],
  ['Arab', 0x600, 0x6ff],
  ['Arab', 0x750, 0x77f],
  ['Deva', 0x900, 0x97f],
  ['Beng', 0x980, 0x9ff],
  ['Guru', 0xa00, 0xa7f],
  ['Taml', 0xb80, 0xbff],
  ['Sinh', 0xd80, 0xdff],
  ['Geor', 0x10a0, 0x10ff],
  ['Ethi', 0x1200, 0x139f],
  ['Latn', 0x1e00, 0x1eff],
  ['Hans', 0x3400, 0x9fff],
  ['Hang', 0xac00, 0xd7af],
  ['Arab', 0xfb50, 0xfefc],
]

/** The script most letters are written in; null = no letters of a script we know. */
export function mainScript(text: string): string | null {
  const counts = new Map<string, number>()
  let latin = 0
  const end = Math.min(text.length, 1000)
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code < 0xc0) {
      if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) latin++
      continue
    }
    const script = scriptOf(code)
    if (script) counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  if (latin > 0) counts.set('Latn', (counts.get('Latn') ?? 0) + latin)
  let best: string | null = null
  for (const [script, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = script
  return best
}

function scriptOf(code: number): string | null {
  for (const [script, from, to] of ranges) {
    if (code < from) return null
    if (code <= to) return script
  }
  return null
}
