import type { Attempt, Conversation, Time } from '../conversation.ts'
import type { Choice, Decision } from '../effects.ts'
import type { LanguageTag } from '../language.ts'
import type { Understood } from '../understood.ts'
import { isFor } from './audience.ts'
import { wayOutOfQueue } from './closing.ts'
import { handOver, plainCase } from './handover.ts'
import { andThen, button, decision, type Rules, say, waysOut } from './rules.ts'
import { localTime } from './wall-clock.ts'

/** The answer with its ways on. An answer that has expired is never given: a person takes the question instead. */
export function giveAnswer(c: Conversation, id: string, tag: LanguageTag, at: Time, rules: Rules): Decision {
  const topic = rules.knowledge.topics.get(id)
  const { day } = localTime(rules.knowledge.hours.zone, at)
  if (topic?.status !== 'live' || (topic.expires !== undefined && topic.expires < day)) {
    return andThen(decision(c, say('answer.expired')), (n) =>
      handOver(n, { ...plainCase, reason: 'handoff' }, at, rules),
    )
  }
  const on: Choice[] = []
  for (const next of topic.next.slice(0, 2)) {
    if ('topic' in next) {
      if (isFor(c, rules.knowledge.topics.get(next.topic))) on.push(topicButton(next.topic, tag, rules))
    } else if ('contact' in next) {
      const contact = rules.knowledge.contacts.get(next.contact)
      if (contact)
        on.push({ act: { kind: 'contact', contact: next.contact }, label: { text: contact.name[tag] ?? next.contact } })
    } else on.push(button({ kind: 'desk', desk: next.desk }, `btn.desk.${next.desk}`))
  }
  const rate = [button({ kind: 'good', topic: id }, 'btn.good'), button({ kind: 'bad', topic: id }, 'btn.bad')]
  return decision(c, {
    do: 'answer',
    topic: id,
    language: tag,
    buttons: [...rate, ...on, ...wayOutOfQueue(c), ...waysOut],
  })
}

export function topicButton(id: string, tag: LanguageTag, rules: Rules): Choice {
  const topic = rules.knowledge.topics.get(id)
  return { act: { kind: 'topic', topic: id }, label: { text: topic?.button[tag] ?? topic?.button.en ?? id } }
}

export function suggestions(topics: readonly { topic: string }[], tag: LanguageTag, rules: Rules): Choice[] {
  const choices = topics.slice(0, 3).map(({ topic }): Choice => {
    const title = rules.knowledge.topics.get(topic)?.title
    return { act: { kind: 'topic', topic }, label: { text: title?.[tag] ?? title?.en ?? topic } }
  })
  return [...choices, button({ kind: 'none' }, 'maybe.none')]
}

/** First: other words, or a person. Second: a person is offered. Third: people take over. Never the same sentence twice. */
export function miss(c: Conversation, at: Time, rules: Rules): Decision {
  const missed: Conversation = { ...c, misses: c.misses + 1 }
  if (missed.misses === 1) return decision(missed, say('again', waysOut))
  if (missed.misses === 2)
    return decision(
      missed,
      say('noanswer', [button({ kind: 'human' }, 'btn.human'), button({ kind: 'menu' }, 'btn.menu')]),
    )
  return handOver(missed, { ...plainCase, reason: 'missed' }, at, rules)
}

/** Adds to the trail what the bot made of a question, without its words. */
export function noted(c: Conversation, u: Understood, outcome: Attempt['outcome'], at: Time): Conversation {
  const w = u.wish
  const attempt: Attempt = {
    at,
    language: u.languages[0]?.tag ?? null,
    wish: w.kind,
    topics: 'topics' in w ? w.topics.slice(0, 3) : [],
    outcome,
    revision: u.revision,
    why: u.why,
    telling: u.telling,
    from: u.from,
    helpful: null,
  }
  // Met means: somebody read an answer, or titles, or that there is none. Only then is the reading of it let go.
  const question = c.question && outcome !== 'other' ? { ...c.question, understood: null } : c.question
  return { ...c, question, trail: [...c.trail, attempt].slice(-3) }
}
