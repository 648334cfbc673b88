import type { Value } from './knowledge.ts'
import type { LanguageTag } from './language.ts'

/** `{{value.minimum-wage}}`: the only placeholder left in an answer, because what it stands for depends on the day. */
const placeholder = /\{\{value\.([a-z0-9-]+)\}\}/g

/** Stands where an amount was: a gap in a form looks like this everywhere. */
const gap = '…'

/**
 * An answer as it may be said on this day. An amount that is not in force is left out: its line shows a gap, and the
 * next one says where the current one is.
 */
export function withValues(
  text: string,
  tag: LanguageTag,
  day: string,
  values: ReadonlyMap<string, Value>,
  whereCurrent: (url: string) => string,
): string {
  if (!text.includes('{{value.')) return text
  const told = new Set<string>()
  return text
    .split('\n')
    .flatMap((line) => {
      const missing = new Set<string>()
      const shown = line.replace(placeholder, (_, id: string) => {
        const value = values.get(id)
        if (value && isInForce(value, day)) return shownAmount(value, tag)
        if (value && !told.has(value.url)) missing.add(value.url)
        return gap
      })
      for (const url of missing) told.add(url)
      return [shown, ...[...missing].map(whereCurrent)]
    })
    .join('\n')
}

/** Both days belong to it. */
export function isInForce({ validFrom, validTo }: Value, day: string): boolean {
  return validFrom <= day && (validTo === null || day <= validTo)
}

/** The amount as this language writes it: `780 €`, `4,27 €`, `25,5%`. Units with words ("30 days") are texts: they have cases. */
function shownAmount({ amount }: Value, tag: LanguageTag): string {
  if ('text' in amount) return amount.text[tag] ?? amount.text.en ?? gap
  const { number, unit } = amount
  if (unit === 'percent') return new Intl.NumberFormat(tag, { style: 'unit', unit }).format(number)
  const minimumFractionDigits = Number.isInteger(number) ? 0 : 2
  return new Intl.NumberFormat(tag, { style: 'currency', currency: unit, minimumFractionDigits }).format(number)
}
