/**
 * A question as editors may see it: without what its author could be known by. What nobody expects (a street, a rare name
 * alone) stays: who reads the list is staff all the same, and it is shown only of those who agreed to be kept.
 */
export function scrub(text: string): string {
  return masks
    .reduce((rest, [found, mask]) => rest.replace(found, mask), text)
    .replace(introduced, (_, cue: string, __, more: string | undefined) => `${cue} [name]${surname(more ?? '')}`)
}

const masks: readonly (readonly [RegExp, string])[] = [
  [/(?<=^|\s)[^\s@]+@[^\s@]+/g, '[e-mail]'],
  [/(?<![\w/])@\w{4,32}/g, '[name]'],
  // Latvian personal codes, papers (LV1234567, AB 123456), accounts, telephones: any long run of digits.
  [/\b[A-Z]{1,3}\s?\d{5,}\b/g, '[number]'],
  [/\b[A-Z]{2}\d{2}[A-Z]{4}[A-Z0-9]{8,20}\b/g, '[number]'],
  [/\+?\d(?:[\s()/.-]?\d){5,}/g, '[number]'],
]

/** How people introduce themselves, in the languages that are answered in and the commonest others; one or two names. */
const introduced =
  /(my name is|my name['’]s|i am called|mani sauc|mans v[āa]rds ir|меня зовут|мо[её] имя|мене звати|je m['’]appelle|me llamo|benim adım|mening ismim|اسمي|اسم من)\s+([\p{L}’'-]+)(\s+[\p{L}’'-]+)?/giu

/** A second word is a name where it has a capital; else the question goes on with it. */
const surname = (word: string): string => (/^\s+\p{Lu}/u.test(word) ? '' : word)
