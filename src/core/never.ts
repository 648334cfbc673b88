/** Ends every `switch` over a union, so that a new member is a compile error, not a silence. */
export function never(value: never): never {
  throw new Error(`Not provided for: ${JSON.stringify(value)}`)
}
