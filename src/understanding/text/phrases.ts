import { normalise } from './normalise.ts'

/** Phrases an editor wrote, looked for in a normalised text. What is found is returned as the editor wrote it. */
export interface PhraseList {
  /** As whole words: "person" is not in "personal code". */
  inside(normalised: string): string | null
  /** From a word's start, its end left open: "vīrs sit" also finds "vīrs sita". */
  begun(normalised: string): string | null
  /** The whole text is one of the phrases. */
  whole(normalised: string): string | null
  /** The text without every phrase that is begun in it. */
  without(normalised: string): string
}

interface Entry {
  readonly folded: string
  readonly written: string
}

/**
 * Phrases by their first two letters: a text is looked up once at each of its word starts, however many phrases there
 * are. A thousand danger phrases cost what ten cost.
 */
export function phraseList(phrases: readonly string[]): PhraseList {
  const folded = new Map<string, string>()
  for (const phrase of phrases) {
    const key = normalise(phrase)
    if (key !== '' && !folded.has(key)) folded.set(key, phrase)
  }
  const byStart = new Map<number, Entry[]>()
  for (const [key, written] of folded) {
    const start = key.length > 1 ? startOf(key, 0) : key.charCodeAt(0)
    byStart.set(start, [...(byStart.get(start) ?? []), { folded: key, written }])
  }
  // Longest first: the most telling phrase names the reason, and is cut out whole.
  for (const entries of byStart.values()) entries.sort((a, b) => b.folded.length - a.folded.length)

  return {
    inside: (text) => find(text, (end) => end === text.length || text[end] === ' ')?.entry.written ?? null,
    begun: (text) => find(text, () => true)?.entry.written ?? null,
    whole: (text) => folded.get(text) ?? null,
    without(text) {
      let rest = text
      for (let hit = find(rest, () => true); hit; hit = find(rest, () => true)) {
        rest = `${rest.slice(0, hit.at)}${rest.slice(hit.at + hit.entry.folded.length)}`.trim()
      }
      return rest
    },
  }

  /** The longest phrase that stands at a word's start and ends where `ends` allows. */
  function find(text: string, ends: (end: number) => boolean): { entry: Entry; at: number } | null {
    let best: { entry: Entry; at: number } | null = null
    for (let at = 0; at >= 0 && at < text.length; at = nextWord(text, at)) {
      const entries = byStart.get(startOf(text, at)) ?? byStart.get(text.charCodeAt(at))
      if (!entries) continue
      for (const entry of entries) {
        if (best && entry.folded.length <= best.entry.folded.length) break
        if (text.startsWith(entry.folded, at) && ends(at + entry.folded.length)) best = { entry, at }
      }
    }
    return best
  }
}

/** Two letters as one number: looking one up makes no string. */
const startOf = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)

const nextWord = (text: string, from: number): number => {
  const space = text.indexOf(' ', from)
  return space < 0 ? -1 : space + 1
}
