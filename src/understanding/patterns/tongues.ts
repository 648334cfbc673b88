/** Languages as the bits of a number. */
export const everyTongue = -1

/** A bit per language; `ru-Latn` is Russian in other letters. Beyond thirty, languages share the last bit. */
export function tongueBits(): (tag: string) => number {
  const bits = new Map<string, number>()
  return (tag) => {
    const [language = tag] = tag.split('-')
    const known = bits.get(language)
    if (known !== undefined) return known
    const bit = 1 << Math.min(bits.size, 29)
    bits.set(language, bit)
    return bit
  }
}

/** A vote for each everyday word: languages with at least half as many as the first one; all, where hardly anything tells. */
export function likelyTongues(votes: readonly number[]): number {
  // One word decides nothing: "bet" is "but" in Latvian and a blow in Russian.
  if (votes.length < 2) return everyTongue
  const counts = new Map<number, number>()
  for (const tongue of votes) counts.set(tongue, (counts.get(tongue) ?? 0) + 1)
  const most = Math.max(...counts.values())
  if (most < 2) return everyTongue
  return [...counts].reduce((likely, [tongue, count]) => (count * 2 >= most ? likely | tongue : likely), 0)
}
