/** The words of the first key that exists; otherwise the last one as it stands. */
export function sayFirst(strings: Readonly<Record<string, string>>, ...keys: readonly string[]): string {
  for (const key of keys) {
    const words = strings[key]
    if (words !== undefined) return words
  }
  return keys.at(-1) ?? ''
}
