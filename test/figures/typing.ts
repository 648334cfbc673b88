/** One slip in every third word of four letters or more: a letter left out, doubled, or two changed over. Always the same. */
export function typo(text: string): string {
  let seed = text.length
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return (seed >>> 8) % below
  }
  return text
    .split(' ')
    .map((word) => (word.length < 4 || next(3) > 0 ? word : slip(word, 1 + next(word.length - 2), next(3))))
    .join(' ')
}

function slip(word: string, at: number, kind: number): string {
  const [before, letter, after] = [word.slice(0, at), word.slice(at, at + 1), word.slice(at + 1)]
  if (kind === 0) return before + after
  if (kind === 1) return before + letter + letter + after
  return before + after.slice(0, 1) + letter + after.slice(1)
}
