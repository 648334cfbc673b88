import type { Conversation, SpokenLanguage } from '../conversation.ts'
import type { Knowledge } from '../knowledge.ts'
import type { LanguageTag } from '../language.ts'
import type { Understood } from '../understood.ts'

/** In which language a message is to be taken; the table stands in docs/architecture.md, "Languages". */
export type Tongue =
  /** The FAQ may be asked; answers go out in `tag`. */
  | { readonly is: 'served'; readonly tag: LanguageTag }
  /** We have no answers in it. `sure`: say so in it; otherwise it is said as a question. */
  | { readonly is: 'foreign'; readonly tag: LanguageTag; readonly sure: boolean }
  | { readonly is: 'unknown'; readonly guesses: readonly LanguageTag[] }

const servedFrom = 0.5
/** Against the person's own choice it takes more than a likely guess to be taken at another language. */
const servedAgainstChoice = 0.8
const foreignLong = { words: 4, p: 0.9 }
const foreignShort = 0.95

export function tongueOf(c: Conversation, u: Understood, k: Knowledge): Tongue {
  const best = u.languages[0]
  const served = (tag: LanguageTag): boolean => k.languages.get(tag)?.served === 'answers'
  const foreign =
    best !== undefined && !served(best.tag) && best.p >= (u.words >= foreignLong.words ? foreignLong.p : foreignShort)
  if (c.language?.chosen) return tongueChosen(c.language, u, served, foreign)
  if (best && served(best.tag) && best.p >= servedFrom) return { is: 'served', tag: best.tag }
  if (best && foreign) return { is: 'foreign', tag: best.tag, sure: u.words >= foreignLong.words }
  // Nothing to be read from "TUA?": what was spoken before goes on.
  if (c.language) {
    const tag = c.language.tag
    return served(tag) ? { is: 'served', tag } : { is: 'foreign', tag, sure: true }
  }
  return { is: 'unknown', guesses: u.languages.slice(0, 3).map((l) => l.tag) }
}

function tongueChosen(
  choice: SpokenLanguage,
  u: Understood,
  served: (tag: LanguageTag) => boolean,
  foreign: boolean,
): Tongue {
  const best = u.languages[0]
  if (served(choice.tag)) {
    return best && foreign ? { is: 'foreign', tag: best.tag, sure: true } : { is: 'served', tag: choice.tag }
  }
  if (best && served(best.tag) && best.p >= servedAgainstChoice) return { is: 'served', tag: best.tag }
  return { is: 'foreign', tag: choice.tag, sure: true }
}
