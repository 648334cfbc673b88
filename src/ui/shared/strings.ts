/** A key with its parameters, made into words; the key itself where a string is missing, so that nothing vanishes. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** Words out of a flat list of strings with `{{name}}` places. */
export function sayFrom(strings: Readonly<Record<string, string>>): Say {
  return (key, params = {}) =>
    (strings[key] ?? key).replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(params[name] ?? place))
}
