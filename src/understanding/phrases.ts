import { normalise } from './normalise.ts'

/** Phrases an editor wrote, looked for in a normalised text. What is found is returned as the editor wrote it. */
export interface PhraseList {
  /** As whole words: "person" is not in "personal code". */
  inside(normalised: string): string | null
  /** From a word's start, its end left open: "vīrs sit" also finds "vīrs sita". */
  begun(normalised: string): string | null
  /** The whole text is one of the phrases. */
  whole(normalised: string): string | null
}

export function phraseList(phrases: readonly string[]): PhraseList {
  const folded = new Map<string, string>()
  for (const phrase of phrases) {
    const key = normalise(phrase)
    if (key !== '' && !folded.has(key)) folded.set(key, phrase)
  }
  // Longest first: the explanation names the most telling phrase.
  const needles = [...folded.keys()]
    .sort((a, b) => b.length - a.length)
    .map((key) => [` ${key}`, folded.get(key) ?? key] as const)
  return {
    inside(normalised) {
      const hay = ` ${normalised} `
      return needles.find(([needle]) => hay.includes(`${needle} `))?.[1] ?? null
    },
    begun(normalised) {
      const hay = ` ${normalised}`
      return needles.find(([needle]) => hay.includes(needle))?.[1] ?? null
    },
    whole: (normalised) => folded.get(normalised) ?? null,
  }
}

/** The text without every occurrence of the phrases: harmless idioms go before danger is looked for. */
export function without(normalised: string, phrases: readonly string[]): string {
  let text = ` ${normalised} `
  for (const phrase of phrases) {
    const needle = ` ${normalise(phrase)}`
    if (needle.length > 1) text = text.split(needle).join(' ')
  }
  return text.trim()
}
