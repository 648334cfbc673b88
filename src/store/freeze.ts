/**
 * Nobody can change it any more, however deep: what is remembered must stay what was stored. What is frozen already is
 * not looked into: a state shares most of its parts with the state before. For tests: see `SqliteOptions`.
 */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const key in value) freeze(value[key])
  return value
}
