import type { Topic } from '../core/knowledge.ts'

/** How a text reads: the sentences with their words counted. */
export interface Sentence {
  readonly start: string
  readonly words: number
}

/** A line ends a sentence, too: answers are written line by line. */
export function sentencesOf(text: string): Sentence[] {
  return text.split(/(?<=[.!?…])\s+|\n/u).flatMap((sentence) => {
    const words = sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
    return words.length === 0 ? [] : [{ start: words.slice(0, 4).join(' '), words: words.length }]
  })
}

export interface Readability {
  /** Live topics that can be found and read in this language. */
  readonly complete: number
  /** Words a sentence. */
  readonly mean: number
  readonly longest: number
  /** The topic that holds it. */
  readonly where: string
}

const enoughQuestions = 8

/** Of all live answers in one language. Links and numbers count as the one word they are. */
export function readabilityOf(live: readonly Topic[], language: string): Readability {
  const all = live.flatMap(({ id, answer }) =>
    sentencesOf(answer[language] ?? '').map((sentence) => ({ id, words: sentence.words })),
  )
  const longest = all.reduce((most, one) => (one.words > most.words ? one : most), { id: '', words: 0 })
  const words = all.reduce((sum, one) => sum + one.words, 0)
  const complete = live.filter(
    ({ title, button, answer, questions }) =>
      title[language] && button[language] && answer[language] && (questions[language]?.length ?? 0) >= enoughQuestions,
  )
  return {
    complete: complete.length,
    mean: all.length === 0 ? 0 : words / all.length,
    longest: longest.words,
    where: longest.id,
  }
}
