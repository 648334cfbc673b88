import type { Conversation, SpokenLanguage } from '../conversation.ts'
import type { Knowledge } from '../knowledge.ts'
import type { LanguageTag } from '../language.ts'
import type { Understood } from '../understood.ts'

/** In which language a message is to be taken; the table stands in docs/architecture.md, "Languages". */
export type Tongue =
  /** The FAQ may be asked; answers go out in `tag`. */
  | { readonly is: 'served'; readonly tag: LanguageTag }
  /** We have no answers in it. `among`: it may as well be one of these (Dari, Farsi): the person says which. */
  | { readonly is: 'foreign'; readonly tag: LanguageTag; readonly among: readonly LanguageTag[] }
  | { readonly is: 'unknown'; readonly guesses: readonly LanguageTag[] }

const servedFrom = 0.5
/** Against the person's own choice it takes more than a likely guess to be taken at another language. */
const servedAgainstChoice = 0.8
const foreignLong = { words: 4, p: 0.9 }
const foreignShort = 0.95

/** Below this a language is no candidate worth a button. */
const candidateFrom = 0.1

export function tongueOf(c: Conversation, u: Understood, k: Knowledge): Tongue {
  const best = u.languages[0]
  const served = (tag: LanguageTag): boolean => k.languages.get(tag)?.served === 'answers'
  const foreign = foreignTongue(u, k, served)
  if (c.language?.chosen) return tongueChosen(c.language, u, served, foreign)
  if (best && served(best.tag) && best.p >= servedFrom) return { is: 'served', tag: best.tag }
  if (foreign) return foreign
  // Nothing to be read from "TUA?": what was spoken before goes on.
  if (c.language) {
    const { tag } = c.language
    return served(tag) ? { is: 'served', tag } : { is: 'foreign', tag, among: [] }
  }
  return { is: 'unknown', guesses: u.languages.slice(0, 3).map((l) => l.tag) }
}

/** That it is none of ours can be sure while which one it is stays open: Dari and Farsi share most of their words. */
function foreignTongue(u: Understood, k: Knowledge, served: (tag: LanguageTag) => boolean): Tongue | null {
  const [best] = u.languages
  if (!best || served(best.tag)) return null
  const enough = u.words >= foreignLong.words ? foreignLong.p : foreignShort
  const together = u.languages.reduce((sum, l) => (served(l.tag) ? sum : sum + l.p), 0)
  if (together < enough) return null
  const asked = k.languages.get(best.tag)?.askedWith ?? []
  if (best.p >= enough && asked.length === 0) return { is: 'foreign', tag: best.tag, among: [] }
  const others = u.languages.filter((l) => l !== best && !served(l.tag) && l.p >= candidateFrom).map((l) => l.tag)
  return { is: 'foreign', tag: best.tag, among: [...new Set([best.tag, ...asked, ...others])] }
}

function tongueChosen(
  choice: SpokenLanguage,
  u: Understood,
  served: (tag: LanguageTag) => boolean,
  foreign: Tongue | null,
): Tongue {
  const best = u.languages[0]
  if (served(choice.tag)) return foreign ?? { is: 'served', tag: choice.tag }
  if (best && served(best.tag) && best.p >= servedAgainstChoice) return { is: 'served', tag: best.tag }
  return { is: 'foreign', tag: choice.tag, among: [] }
}
