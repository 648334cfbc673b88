/** Nobody may change a set that several turns read at once: objects, lists, maps and sets refuse it from here on. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (value instanceof Map || value instanceof Set) {
    // Object.freeze does not reach what a Map or Set holds; without these methods nothing does.
    for (const method of ['set', 'add', 'delete', 'clear']) {
      if (method in value) Object.defineProperty(value, method, { value: refuse })
    }
    for (const inner of value.values()) deepFreeze(inner)
  }
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}

function refuse(): never {
  throw new TypeError('The knowledge is frozen. Load a new set instead of changing this one.')
}
