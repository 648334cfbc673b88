/**
 * A question as editors may see it: without what its author could be known by. Said words that nobody expects (a street, a
 * rare name alone) stay: who reads the list is staff all the same, and it is shown only of those who agreed to be kept.
 */
export function scrub(text: string): string {
  return masks.reduce((rest, [found, mask]) => rest.replace(found, mask), text)
}

/** How people introduce themselves, in the languages that are answered in and the commonest others. */
const cues = [
  'my name is',
  'my name’s',
  "my name's",
  'i am called',
  'mani sauc',
  'mans vārds ir',
  'mans vards ir',
  'меня зовут',
  'мое имя',
  'моё имя',
  'мене звати',
  'je m’appelle',
  "je m'appelle",
  'me llamo',
  'benim adım',
  'mening ismim',
  'اسمي',
  'اسم من',
]

const masks: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/(?<![\w/])@\w{4,32}/g, '[name]'],
  // Latvian personal codes, papers (LV1234567, AB 123456), accounts, telephones: any long run of digits.
  [/\b[A-Z]{1,3}\s?\d{5,}\b/g, '[number]'],
  [/\b[A-Z]{2}\d{2}[A-Z]{4}[A-Z0-9]{8,20}\b/g, '[number]'],
  [/\+?\d(?:[\s()/.-]?\d){5,}/g, '[number]'],
  // Two words at most: what follows is the question. In scripts without capitals the next word is the name.
  [new RegExp(`((?i:${cues.join('|')}))\\s+[\\p{L}’'-]+(?:\\s+\\p{Lu}[\\p{L}’'-]+)?`, 'gu'), '$1 [name]'],
]
