/**
 * What does not depend on a word's neighbours, found out beforehand for the words that stand in the knowledge: most of
 * what people write is made of them. Any other word is read each time: what somebody typed is not kept here.
 */
export function knownWords<T>(words: Iterable<string>, read: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>()
  for (const word of words) if (!known.has(word)) known.set(word, read(word))
  return (word) => known.get(word) ?? read(word)
}
