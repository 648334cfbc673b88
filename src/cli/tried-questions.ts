import type { Understanding } from '../core/ports.ts'
import type { Understood, Wish } from '../core/understood.ts'
import type { Asked, Questions } from '../knowledge/asked.ts'
import type { Fault } from '../knowledge/fault.ts'
import { placeOf } from '../knowledge/near-question.ts'
import { say } from '../knowledge/words.ts'

/** Every phrasing leads to its own topic first. Where it does not, two topics compete, or the words mean something else. */
export function conflicts(understanding: Understanding, { phrasings }: Questions): Fault[] {
  const places = new Map(phrasings.map((asked) => [`${asked.topic} ${asked.question}`, asked]))
  return phrasings.flatMap((asked) => {
    const { wish, why } = read(understanding, asked)
    if (!('topics' in wish)) {
      const { question, topic } = asked
      return [asked.at(say('found.taken', { question, topic: topic ?? '', wish: wish.kind, why }))]
    }
    const found = wish.topics[0]?.topic ?? ''
    if (found === asked.topic) return []
    const nearest = places.get(`${found} ${why.replace('nearest: ', '')}`)
    const place = nearest ? placeOf(nearest) : 'topics/'
    return [
      asked.at(say('found.conflict', { question: asked.question, topic: asked.topic ?? '', other: found, place })),
    ]
  })
}

/** How the gold questions of one language fare. */
export interface Score {
  readonly language: string
  /** Of topics: how many, and how many find theirs first, or among the three that are offered. */
  readonly asked: number
  readonly first: number
  readonly three: number
  /** Of none of ours: how many, and how many are answered all the same. */
  readonly strange: number
  readonly answered: number
  readonly misses: readonly { readonly asked: Asked; readonly shown: readonly string[] }[]
}

export function scores(understanding: Understanding, { gold }: Questions): Score[] {
  return [...Map.groupBy(gold, ({ language }) => language)].map(([language, list]) => {
    const tried = list.map((asked) => ({ asked, wish: read(understanding, asked).wish }))
    const ours = tried.filter(({ asked }) => asked.topic !== null)
    const strange = tried.filter(({ asked }) => asked.topic === null)
    const found = ours.map(({ asked, wish }) => ({ asked, shown: shownBy(wish, asked.topic ?? '') }))
    return {
      language,
      asked: ours.length,
      first: found.filter(({ asked, shown }) => shown[0] === asked.topic).length,
      three: found.filter(({ asked, shown }) => shown.includes(asked.topic ?? '')).length,
      strange: strange.length,
      answered: strange.filter(({ wish }) => wish.kind === 'answer').length,
      misses: found.filter(({ asked, shown }) => shown[0] !== asked.topic),
    }
  })
}

/**
 * Where a person or an office is better than the text about them: who wants an interpreter or somebody to talk to gets
 * one, a letter with a deadline goes to a lawyer. A teacher who asks whether we help teachers is met as one.
 */
const better: Partial<Record<Wish['kind'], readonly string[]>> = {
  human: ['psychologist', 'legal-aid', 'return-decision', 'interpreter-service', 'ici-contacts'],
  interpreter: ['interpreter-service'],
  office: ['ici-contacts'],
  psychologist: ['psychologist'],
  specialist: ['ici-services'],
}

/** The topics a question leads to, or in brackets what else became of it. */
function shownBy(wish: Wish, wanted: string): readonly string[] {
  if ('topics' in wish) return wish.topics.map(({ topic }) => topic)
  return better[wish.kind]?.includes(wanted) ? [wanted] : [`(${wish.kind})`]
}

const read = (understanding: Understanding, { question, audience }: Asked): Understood =>
  understanding.understand(question, { client: null, spoken: null, chosen: false, audience })
