import type { Knowledge } from '../../core/knowledge.ts'
import { knownWords } from '../text/known-words.ts'
import { normalise, wordsOf } from '../text/normalise.ts'

/** One word of a form; an open one, written `pagarin*`, stands for every word that begins so. */
interface Piece {
  readonly text: string
  readonly open: boolean
}

interface Entry {
  readonly form: readonly Piece[]
  /** The first form of its idea, which stands for the rest. */
  readonly first: string
}

/** A shorter beginning alone is that of too many other words, and counts as a whole word; beside others it may stand. */
const leastOpen = 4

/**
 * Every form of an idea to its first form, applied to phrasings and questions alike: PMLP = OCMA = УДГМ. Latvian and
 * Russian inflect, so a form may leave its ending open. Where several forms fit, the one of most words goes first,
 * then the whole word before the beginning, and the longer beginning before the shorter one: "family doctor" is no
 * doctor, and `skolotāj*` (teacher) no `skol*` (school). `often`: words that are found out beforehand.
 */
export function synonymFolder(
  groups: Knowledge['synonyms'],
  often: Iterable<string> = [],
): (normalised: string) => string {
  const whole = new Map<string, Entry[]>()
  const beginnings = new Map<string, Entry[]>()
  for (const forms of groups) {
    const first = forms
      .slice(0, 1)
      .flatMap(piecesOf)
      .map(({ text }) => text)
      .join(' ')
    for (const form of forms.map(piecesOf)) {
      const start = form[0]
      if (start === undefined || first === '') continue
      const map = start.open ? beginnings : whole
      map.set(start.text, [...(map.get(start.text) ?? []), { form, first }])
    }
  }
  for (const entries of [...whole.values(), ...beginnings.values()]) {
    entries.sort((a, b) => b.form.length - a.form.length)
  }
  // Longest first. There are a handful of lengths, so a word costs a handful of look-ups.
  const lengths = [...new Set([...beginnings.keys()].map((key) => key.length))].sort((a, b) => b - a)

  const entriesOf = knownWords(often, entriesFor)

  /** All that a word may begin: whole words before beginnings, the longer of those before the shorter. */
  function entriesFor(word: string): readonly Entry[] {
    const found = [...(whole.get(word) ?? [])]
    for (const length of lengths)
      if (length <= word.length) found.push(...(beginnings.get(word.slice(0, length)) ?? []))
    return found
  }

  function bestAt(words: readonly string[], at: number): Entry | null {
    let found: Entry | null = null
    for (const entry of entriesOf(words[at] ?? '')) {
      if (found !== null && entry.form.length <= found.form.length) continue
      if (entry.form.every((piece, i) => fits(piece, words[at + i]))) found = entry
    }
    return found
  }

  return (normalised) => {
    const words = wordsOf(normalised)
    const out: string[] = []
    for (let at = 0; at < words.length; ) {
      const hit = bestAt(words, at)
      out.push(hit ? hit.first : (words[at] ?? ''))
      at += hit ? hit.form.length : 1
    }
    return out.join(' ')
  }
}

const fits = ({ text, open }: Piece, word: string | undefined): boolean =>
  word !== undefined && (open ? word.startsWith(text) : word === text)

/** Spelt as questions are: `вид* на жительство` is three words in Latin letters, the first one open. */
function piecesOf(form: string): Piece[] {
  const pieces = form.split(/\s+/).flatMap((written) => {
    const words = wordsOf(normalise(written))
    return words.map((text, i) => ({ text, open: written.endsWith('*') && i === words.length - 1 }))
  })
  const alone = pieces.length === 1
  return pieces.map(({ text, open }) => ({ text, open: open && (!alone || text.length >= leastOpen) }))
}
