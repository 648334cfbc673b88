import type { Knowledge } from '../../core/knowledge.ts'
import { normalise, wordsOf } from '../text/normalise.ts'

/**
 * Every form of an idea to its first form, applied to phrasings and questions alike: PMLP = OCMA = УДГМ. Longest
 * forms first, found by their first word.
 */
export function synonymFolder(groups: Knowledge['synonyms']): (normalised: string) => string {
  const byWord = new Map<string, { form: readonly string[]; first: string }[]>()
  for (const forms of groups) {
    const [first = '', ...others] = forms.map(normalise)
    for (const other of others) {
      const form = wordsOf(other)
      const start = form[0]
      if (start === undefined || other === first) continue
      byWord.set(start, [...(byWord.get(start) ?? []), { form, first }])
    }
  }
  for (const entries of byWord.values()) entries.sort((a, b) => b.form.length - a.form.length)

  return (normalised) => {
    const words = wordsOf(normalised)
    if (!words.some((word) => byWord.has(word))) return normalised
    const out: string[] = []
    for (let at = 0; at < words.length; ) {
      const hit = byWord.get(words[at] ?? '')?.find(({ form }) => form.every((word, i) => words[at + i] === word))
      out.push(hit ? hit.first : (words[at] ?? ''))
      at += hit ? hit.form.length : 1
    }
    return out.join(' ')
  }
}
