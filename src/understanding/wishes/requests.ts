import type { Knowledge, RequestKind } from '../../core/knowledge.ts'
import type { Reader, Reading, Vocabulary } from '../patterns/lexicon.ts'
import { patternSet } from '../patterns/patterns.ts'
import { hasWords } from '../text/normalise.ts'

export interface Requests {
  /** The requests that stand in the text, in the editors' order. */
  find(normalised: string): readonly { readonly kind: RequestKind; readonly why: string }[]
  /** Nothing but words of greeting or of thanks, and words that say nothing beside them. */
  isOnly(what: 'greeting' | 'thanks', normalised: string): boolean
}

/** The words that requests are made of. */
export const requestVocabulary = ({ phrases }: Knowledge): Vocabulary => ({
  groups: {
    ...phrases.requests.groups,
    [only.greeting]: { und: phrases.greeting },
    [only.thanks]: { und: phrases.thanks },
  },
  phrases: {},
})

/** The editors' request grammar: "connect me" and "a person" in any order and form, not a list of all sentences. */
export function requestsOf({ phrases }: Knowledge, read: Reader): Requests {
  const { list } = phrases.requests
  const requests = patternSet(list.map(({ kind, pattern }) => ({ pattern, meaning: kind })))

  return {
    find: (normalised) => requests.every(read(normalised)).map(({ meaning, why }) => ({ kind: meaning, why })),
    isOnly(what, normalised) {
      const text = withoutDrawl(normalised)
      const reading = read(text)
      return reading.hits.has(only[what]) && covered(reading, [only[what], only.greeting, filler], text)
    },
  }
}

const only = { greeting: 'words of greeting', thanks: 'words of thanks' }
/** The editors' group of words that say nothing of their own: "dear", "everybody", "very much". */
const filler = 'filler'
/** "hiiii" and "hellooo" are "hi" and "hello": of three or more equal letters one is left. */
function withoutDrawl(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; ) {
    const sign = text.charAt(at)
    let end = at + 1
    while (text.charAt(end) === sign) end++
    out += end - at > 2 ? sign : text.slice(at, end)
    at = end
  }
  return out
}

function covered({ hits }: Reading, groups: readonly string[], text: string): boolean {
  // A sign that is no letter, such as what is left of an emoji, says nothing.
  const free = new Set([...text.split(' ').entries()].flatMap(([at, word]) => (hasWords(word) ? [at] : [])))
  for (const group of groups)
    for (const { from, to } of hits.get(group) ?? []) for (let at = from; at < to; at++) free.delete(at)
  return free.size === 0
}
