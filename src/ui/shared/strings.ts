/** A key with its parameters, made into words; the key itself where a string is missing, so that nothing vanishes. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** Words out of a flat list of strings with `{{name}}` places. */
export function sayFrom(strings: Readonly<Record<string, string>>): Say {
  return (key, params = {}) =>
    (strings[key] ?? key).replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(params[name] ?? place))
}

/** The words of the first key that exists; otherwise the last one as it stands. */
export function sayFirst(strings: Readonly<Record<string, string>>, ...keys: readonly string[]): string {
  for (const key of keys) {
    const words = strings[key]
    if (words !== undefined) return words
  }
  return keys.at(-1) ?? ''
}
