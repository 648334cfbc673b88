import type { Knowledge } from '../core/knowledge.ts'
import type { Understanding } from '../core/ports.ts'
import type { Hint, Understood, Wish } from '../core/understood.ts'
import { dangerFinder } from './danger/danger.ts'
import { languageGuesser } from './language/guess.ts'
import { createFaq, type FaqMatch, thresholds } from './matching/faq.ts'
import { hasWords, normalise, wordsOf } from './text/normalise.ts'
import { phraseList } from './text/phrases.ts'
import { wishFinder } from './wishes/wishes.ts'

/**
 * Text -> what the person wants, in this order: no words, danger, language, a wish for a person and the like, the FAQ.
 * A language without answers is never matched against the FAQ's guesses by the core; here it is only read.
 */
export function createUnderstanding(knowledge: Knowledge): Understanding {
  const findDanger = dangerFinder(knowledge.danger)
  const guessLanguages = languageGuesser(knowledge)
  const findWish = wishFinder(knowledge)
  const faq = createFaq(knowledge)
  const handoffs = handoffWords(knowledge)

  return { understand }

  function understand(text: string, hint: Hint): Understood {
    const normalised = normalise(text)
    const { revision } = knowledge
    const words = wordsOf(normalised).length
    if (!hasWords(normalised))
      return { languages: [], wish: { kind: 'nothing', p: 1 }, words, revision, why: 'no words' }
    const languages = guessLanguages(text, normalised, hint)
    const danger = findDanger(normalised)
    if (danger) return { languages, wish: danger.crisis, words, revision, why: `danger: ${danger.phrase}` }
    const found = findWish(normalised)
    const match = found?.sure ? null : faq(normalised)
    // "Is the psychologist free of charge?" is an editor's own question, not the wish to see one.
    const asked = match !== null && (match.topics[0]?.p ?? 0) >= nearlyThePhrasing
    if (found && !asked) return { languages, wish: found.wish, words, revision, why: `phrase: ${found.phrase}` }
    if (!match) throw new Error('A text that shows no sure wish is always asked of the FAQ.')
    const near = (match.topics[0]?.p ?? 0) >= thresholds.unsure / 2
    const why = near ? `nearest: ${match.nearest}` : 'nothing near'
    return { languages, wish: asWish(match, normalised), words, revision, why }
  }

  function asWish({ topics }: FaqMatch, normalised: string): Wish {
    const best = topics[0]
    if (!best || best.p < thresholds.unsure) return { kind: 'miss', topics, p: best?.p ?? 0 }
    if (best.p < thresholds.answer)
      return { kind: 'unsure', topics: topics.filter((t) => t.p >= thresholds.unsure * 0.7), p: best.p }
    const handoff = handoffs(best.topic, normalised)
    const answer = { kind: 'answer', topic: best.topic, topics, p: best.p } as const
    return handoff ? { ...answer, handoff } : answer
  }
}

/** From here a text is one of the editors' phrasings, give or take a letter. */
const nearlyThePhrasing = 0.8

/** Does the question hold one of the topic's words that call for a human being? */
function handoffWords(
  knowledge: Knowledge,
): (topic: string, normalised: string) => { desk: string; urgent: boolean } | null {
  const byTopic = new Map(
    [...knowledge.topics.values()].map((t) => [
      t.id,
      t.handoff.map((h) => ({ words: phraseList(h.when), desk: h.to, urgent: h.urgent })),
    ]),
  )
  return (topic, normalised) => {
    const hit = byTopic.get(topic)?.find((h) => h.words.begun(normalised) !== null)
    return hit ? { desk: hit.desk, urgent: hit.urgent } : null
  }
}
