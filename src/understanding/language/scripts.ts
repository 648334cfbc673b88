/** Scripts as ISO 15924 names. `Zyyy` stands for all the scripts that nobody of our languages writes. */
export type Script = (typeof names)[number]

const names = [
  ...['Zyyy', 'Latn', 'Cyrl', 'Arab', 'Deva', 'Ethi', 'Armn', 'Beng', 'Guru', 'Taml', 'Sinh', 'Geor', 'Hang'],
  ...['Hans', 'Kana'],
] as const

const ranges: readonly (readonly [Script, number, number])[] = [
  ['Latn', 0x41, 0x5a],
  ['Latn', 0x61, 0x7a],
  ['Latn', 0xaa, 0xaa],
  ['Latn', 0xba, 0xba],
  ['Latn', 0xc0, 0x2af],
  ['Latn', 0x1e00, 0x1eff],
  ['Cyrl', 0x400, 0x52f],
  ['Armn', 0x530, 0x58f],
  ['Arab', 0x600, 0x6ff],
  ['Arab', 0x750, 0x77f],
  ['Arab', 0x8a0, 0x8ff],
  ['Arab', 0xfb50, 0xfefc],
  ['Deva', 0x900, 0x97f],
  ['Beng', 0x980, 0x9ff],
  ['Guru', 0xa00, 0xa7f],
  ['Taml', 0xb80, 0xbff],
  ['Sinh', 0xd80, 0xdff],
  ['Geor', 0x10a0, 0x10ff],
  ['Geor', 0x1c90, 0x1cbf],
  ['Hang', 0x1100, 0x11ff],
  ['Hang', 0x3130, 0x318f],
  ['Hang', 0xac00, 0xd7af],
  ['Ethi', 0x1200, 0x139f],
  ['Kana', 0x3040, 0x30ff],
  ['Hans', 0x3400, 0x9fff],
]

const byCode = new Uint8Array(0x10000)
for (const [script, from, to] of ranges) byCode.fill(names.indexOf(script), from, to + 1)

/** The script of one UTF-16 unit; Han beyond the first plane counts as nobody's, which is rare enough. */
export const scriptOf = (code: number): Script => names[byCode[code] ?? 0] ?? 'Zyyy'
