/**
 * What does not depend on a word's neighbours, found out beforehand for the words that stand in the knowledge: most of
 * what people write is made of them. Any other word is read each time: what somebody typed is not kept here. `prepare`
 * may do more than `read`, so that what is kept is quick to use.
 */
export function knownWords<T>(
  words: Iterable<string>,
  read: (word: string) => T,
  prepare: (word: string) => T = read,
): (word: string) => T {
  const known = new Map<string, T>()
  for (const word of words) if (!known.has(word)) known.set(word, prepare(word))
  return (word) => known.get(word) ?? read(word)
}
