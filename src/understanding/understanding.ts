import type { Audience } from '../core/conversation.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Understanding } from '../core/ports.ts'
import { type Hint, nothingUnderstood, type Understood, type Wish } from '../core/understood.ts'
import { dangerVocabulary } from './danger/danger.ts'
import { dangerJudge } from './danger/judge.ts'
import { languageGuesser } from './language/guess.ts'
import { shippedTable } from './language/table.ts'
import type { Learnt } from './learning/learn-all.ts'
import { dangerLessons, lessonsOf } from './learning/lessons.ts'
import { trainAside, trainHere } from './learning/training.ts'
import { createFaq, type Faq, type FaqMatch, nearlyThePhrasing } from './matching/faq.ts'
import { synonymFolder } from './matching/synonyms.ts'
import { createReaders } from './patterns/lexicon.ts'
import { hasWords, normalise, wordsOf } from './text/normalise.ts'
import { partsOf } from './text/parts.ts'
import { phraseList } from './text/phrases.ts'
import { requestVocabulary } from './wishes/requests.ts'
import { type FoundWish, wishFinder } from './wishes/wishes.ts'

/**
 * Learns in a thread of its own, unless `modelDir` holds what was learnt before; whatever answers meanwhile goes on. Also
 * gives what was learnt, so that after an edit only what changed need be learnt.
 */
export async function trainUnderstanding(
  knowledge: Knowledge,
  modelDir: string,
): Promise<{ readonly understanding: Understanding; readonly learnt: Learnt }> {
  const learnt = await trainAside(lessonsOf(knowledge), modelDir)
  return { learnt, understanding: createUnderstanding(knowledge, learnt) }
}

/**
 * Text -> what the person wants, in this order: no words, danger, language, a wish for a person and the like, the FAQ.
 * A language without answers is never matched against the FAQ's guesses by the core; here it is only read.
 */
export const createUnderstanding = (
  knowledge: Knowledge,
  learnt: Learnt = trainHere(lessonsOf(knowledge)),
): Understanding => prepareUnderstanding(knowledge)(learnt)

/**
 * All that is made from the knowledge alone, a tenth of a second's work: it can be done while others learn, and serves
 * for the first lessons and for all of them.
 */
export function prepareUnderstanding(knowledge: Knowledge): (learnt: Learnt) => Understanding {
  // Among the lessons of danger is all that people are expected to write.
  const taught = dangerLessons(knowledge)
  const often = new Set(taught.flatMap(({ text }) => wordsOf(text)))
  const [readDanger, readRequests] = createReaders(
    [dangerVocabulary(knowledge.danger), requestVocabulary(knowledge)],
    knowledge.danger.rules.everyday,
    often,
  )
  const guessLanguages = languageGuesser(
    knowledge,
    shippedTable(),
    taught.map(({ written }) => written),
  )
  const findWish = wishFinder(knowledge, readRequests)
  const fold = synonymFolder(knowledge.synonyms, often)
  const handoffs = handoffWords(knowledge)
  const { revision } = knowledge

  return (learnt) => {
    const judgeDanger = dangerJudge(knowledge.danger, learnt.danger, readDanger)
    const everybodys = createFaq(learnt.faq, fold)
    const specialists = learnt.specialists ? createFaq(learnt.specialists, fold) : everybodys
    return { understand }

    function understand(text: string, hint: Hint): Understood {
      const normalised = normalise(text)
      if (!hasWords(normalised)) return { ...nothingUnderstood, revision, why: 'no words' }
      const languages = guessLanguages(text, normalised, hint)
      const read = { ...nothingUnderstood, languages, words: wordsOf(normalised).length, revision }
      const isTaught = isServed(languages[0]?.tag)
      const { found: danger, isDoubtful } = judgeDanger(normalised, text, isTaught)
      if (danger) return { ...read, wish: danger.crisis, why: `danger: ${danger.phrase}` }
      const audience = hint.audience ?? 'person'
      const found = forSpeaker(newWish(findWish(normalised), audience), languages)
      if (found?.sure) return { ...read, wish: found.wish, why: `phrase: ${found.phrase}` }
      const faq = audience === 'specialist' ? specialists : everybodys
      const match = faq.ask(normalised)
      // "Is the psychologist free of charge?" is an editor's own question, not the wish to see one.
      if (found?.wish.kind === 'specialist' && match.nearness < nearlyThePhrasing)
        return { ...read, ...saidAsSpecialist(found, text, normalised) }
      if (found && match.nearness < nearlyThePhrasing)
        return { ...read, wish: found.wish, why: `phrase: ${found.phrase}` }
      const understood = { ...read, from: faq.thresholds, ...answered(faq, text, normalised, match) }
      return isDoubtful ? { ...understood, wish: askedBack(understood.wish) } : understood
    }

    /** Who works with newcomers says so, and often asks in the same breath: the FAQ is asked as for a specialist. */
    function saidAsSpecialist(
      { wish, phrase }: FoundWish,
      text: string,
      normalised: string,
    ): Omit<Understood, 'languages' | 'words' | 'revision'> {
      const said = answered(specialists, text, normalised, specialists.ask(normalised))
      const topic = said.wish.kind === 'answer' ? said.wish.topic : null
      return {
        ...said,
        wish: { kind: 'specialist', topic, p: wish.p },
        why: `phrase: ${phrase}`,
        from: specialists.thresholds,
      }
    }

    function isServed(tag: string | undefined): boolean {
      return tag !== undefined && knowledge.languages.get(tag)?.served === 'answers'
    }

    /** Who asks for an interpreter in Arabic, and names no language, means Arabic. Ours need none; Dari or Farsi is asked. */
    function forSpeaker(found: FoundWish | null, [spoken]: Understood['languages']): FoundWish | null {
      if (found?.wish.kind !== 'interpreter' || found.wish.language !== null) return found
      const isOpen = spoken && knowledge.languages.get(spoken.tag)?.askedWith.length
      if (!spoken || spoken.p < surelySpoken || isServed(spoken.tag) || isOpen) return found
      return { ...found, wish: { ...found.wish, language: spoken.tag } }
    }

    /** What the FAQ makes of it: the whole message, and where it asks several things, each of them. */
    function answered(
      faq: Faq,
      text: string,
      normalised: string,
      whole: FaqMatch,
    ): Pick<Understood, 'wish' | 'why' | 'telling'> {
      const asked = clearParts(faq, text)
      const [first, ...others] = asked.length > 1 || !whole.clear ? asked : []
      const match = first ?? whole
      const near = (match.topics[0]?.p ?? 0) >= faq.thresholds.offer / 2
      return {
        wish: withMore(asWish(faq, match, normalised), others),
        why: near ? `nearest: ${match.nearest}` : 'nothing near',
        telling: near ? match.telling() : [],
      }
    }

    /** The parts of a message that ask something clearly, each topic once, in the order they were asked. */
    function clearParts(faq: Faq, text: string): FaqMatch[] {
      const parts = partsOf(text)
      if (parts.length < 2) return []
      const clear = parts.map((part) => faq.ask(normalise(part))).filter((match) => match.clear)
      return clear.filter((match, i) => clear.findIndex((other) => topicOf(other) === topicOf(match)) === i)
    }

    function asWish(faq: Faq, { topics, clear }: FaqMatch, normalised: string): Wish {
      const p = topics[0]?.p ?? 0
      const topic = topics[0]?.topic
      if (topic === undefined || p < faq.thresholds.offer) return { kind: 'miss', topics, p }
      if (!clear) return { kind: 'unsure', topics, p }
      const handoff = handoffs(topic, normalised)
      const answer = { kind: 'answer', topic, topics, p } as const
      return handoff ? { ...answer, handoff } : answer
    }
  }
}

const surelySpoken = 0.9

/** Who is known as a specialist says nothing new by saying it again: what they ask counts. */
const newWish = (found: FoundWish | null, audience: Audience): FoundWish | null =>
  audience === 'specialist' && found?.wish.kind === 'specialist' ? null : found

const topicOf = (match: FaqMatch): string | undefined => match.topics[0]?.topic

function withMore(wish: Wish, others: readonly FaqMatch[]): Wish {
  const also = others.map(topicOf).filter((topic) => topic !== undefined)
  return wish.kind === 'answer' && also.length > 0 ? { ...wish, also } : wish
}

/** What may be danger is no question to be answered with a text, however well it matches. */
const askedBack = (wish: Wish): Wish =>
  wish.kind === 'answer' ? { kind: 'unsure', topics: wish.topics, p: wish.p } : wish

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
