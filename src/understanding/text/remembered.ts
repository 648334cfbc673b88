/** What is known of a word, found out by `read` the first time. */
export type Remembered<T> = (word: string, read: () => T) => T

/** So many single words: more than anybody's everyday ones in three languages. */
const most = 8_000
/** Longer ones seldom come again; and a piece cut from a text keeps that whole text in memory from 13 signs on. */
const longest = 12
/** A number may be somebody's own. */
const number = /\d/

/**
 * The same words come again and again, whoever writes: what does not depend on their neighbours is found out once. Words
 * alone, of everybody together, and never on disk.
 */
export function createRemembered<T>(): Remembered<T> {
  const words = new Map<string, T>()
  return (word, read) => {
    if (word.length > longest || number.test(word)) return read()
    const known = words.get(word)
    if (known !== undefined) return known
    const found = read()
    // Beginning anew is dear once in a while; keeping an order is dear every time.
    if (words.size === most) words.clear()
    words.set(word, found)
    return found
  }
}
