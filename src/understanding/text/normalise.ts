/**
 * One spelling for all the ways people type: no case, no diacritics, no script quarrel between Cyrillic and Latin.
 * Both sides are folded, the editors' phrasings and the person's words: "kak poluchit vid na zhitelstvo" needs no
 * detection then. Marks are stripped from Latin, Cyrillic and Arabic letters only: in Indic scripts they are letters.
 */
export function normalise(text: string): string {
  const lower = text.slice(0, longest).normalize('NFKC').toLowerCase().slice(0, longest)
  // Most of what is typed in plain Latin letters needs none of the folding below.
  const folded = plainLatin.test(lower) ? lower : fold(lower)
  return folded.replace(quotes, '').replace(separators, ' ').trim()
}

/** More than this nobody reads as one question; it also bounds the work of one message. One sign may unfold into eighteen. */
const longest = 1000
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is "all of ASCII".
const plainLatin = /^[\x00-\x7f]*$/
const quotes = /['’ʼʻ`´]/g
const separators = /[^\p{L}\p{M}\p{N}]+/gu
const marks = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g

function fold(text: string): string {
  let out = ''
  for (const sign of text.normalize('NFD').replace(marks, '').normalize('NFC')) {
    out += letters[sign] ?? (isHan(sign) ? ` ${sign} ` : sign)
  }
  return out
}

/** Han has no spaces between words: each sign is a word of its own. */
const isHan = (sign: string): boolean => (sign >= '\u3400' && sign <= '\u9fff') || sign >= '\u{20000}'

/** Latin spellings of Cyrillic letters as people type them on a phone (й and и fall together), and Arabic look-alikes. */
const letters: Readonly<Record<string, string>> = {
  ...spell('абвгдезийклмнопрстуфыэ', 'abvgdeziiklmnoprstufie'),
  ...{ ж: 'zh', х: 'h', ц: 'c', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ь: '', ю: 'iu', я: 'ia', ё: 'e' },
  ...{
    і: 'i',
    ї: 'i',
    є: 'ie',
    ґ: 'g',
    ў: 'u',
    ӣ: 'i',
    ӯ: 'u',
    қ: 'q',
    ғ: 'g',
    ҳ: 'h',
    ҷ: 'j',
    ә: 'a',
    ө: 'o',
    ү: 'u',
    ң: 'n',
  },
  ...{ أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ی', ي: 'ی', ئ: 'ی', ك: 'ک', ة: 'ه', ۀ: 'ه', ؤ: 'و', ـ: '', '\u200c': '' },
  ...{ ß: 'ss', ø: 'o', đ: 'd', ł: 'l', ı: 'i', æ: 'ae', œ: 'oe' },
}

function spell(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, i) => [letter, to[i] ?? '']))
}

/** `text` as words; empty for emoji, digits and signs alone. */
export function wordsOf(normalised: string): readonly string[] {
  // Everybody who reads a message wants its words.
  if (normalised !== lastSplit.text) lastSplit = { text: normalised, words: normalised.split(' ') }
  return lastSplit.words
}
let lastSplit: { readonly text: string; readonly words: readonly string[] } = { text: '', words: [] }

/** Are there words at all, or only digits and signs? */
export const hasWords = (normalised: string): boolean => /\p{L}/u.test(normalised)
