const loopback = ['127.0.0.1', '::1', '[::1]', 'localhost']

/** This computer, as a setting or an address names it. */
export const isLoopback = (host: string): boolean => loopback.includes(host)

/** A whole number within bounds; the usual one when there is none, or a fault. */
export function readNumber(
  name: string,
  text: string | null,
  usual: number,
  min: number,
  max: number,
  faults: string[],
): number {
  if (text === null) return usual
  const number = Number(text)
  if (Number.isInteger(number) && number >= min && number <= max) return number
  faults.push(`${name} must be a whole number from ${min} to ${max}.`)
  return usual
}

/** An http address without a slash at its end; null when there is none, or a fault. */
export function readUrl(name: string, text: string | null, faults: string[]): string | null {
  if (text === null) return null
  if (URL.canParse(text) && /^https?:/.test(text)) return text.endsWith('/') ? text.slice(0, -1) : text
  faults.push(`${name} must be an address such as https://help.example.org.`)
  return null
}
