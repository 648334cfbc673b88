import type { Conversation, Order, Time } from '../conversation.ts'
import type { Choice, Decision } from '../effects.ts'
import type { ConversationEvent } from '../events.ts'
import type { LanguageTag } from '../language.ts'
import type { Wish } from '../understood.ts'
import { handOver, specialistsDesk } from './handover.ts'
import { button, decision, notice, type Rules, say, waysOut } from './rules.ts'

/**
 * A specialist orders an interpreter for an appointment:
 *
 *   language -> when -> where -> yes -> a case whose question is the order
 *
 * The answers are kept as they were written: people read them, nobody computes with them.
 */
export function startOrder(c: Conversation, at: Time, rules: Rules): Decision {
  const order: Order = { asks: 'language', since: at }
  return decision({ ...c, order }, say('order.language', [...languageButtons(c, rules), ...waysOut]))
}

/** A language was picked. An old button, tapped when nobody asks for one, begins a new order. */
export function pickLanguage(c: Conversation, tag: LanguageTag, at: Time, rules: Rules): Decision {
  if (!rules.knowledge.languages.has(tag)) return startOrder(c, at, rules)
  return askWhen(c, nameOf(tag, c, rules), at)
}

/** What was typed answers the question that was asked. Whoever calls has seen to danger and "erase" before. */
export function answerOrder(c: Conversation, order: Order, text: string, w: Wish, at: Time, rules: Rules): Decision {
  const words = text.trim().slice(0, longest).toWellFormed()
  switch (order.asks) {
    case 'language': {
      const tag = w.kind === 'language' || w.kind === 'interpreter' ? w.language : null
      return tag === null ? askWhen(c, words, at) : pickLanguage(c, tag, at, rules)
    }
    case 'when':
      return decision({ ...c, order: { ...order, asks: 'where', when: words, since: at } }, say('order.where', waysOut))
    case 'where':
      return check(c, { ...order, asks: 'yes', where: words, since: at })
    case 'yes':
      if (w.kind === 'yes') return placeOrder(c, at, rules)
      // Neither yes nor no: the summary is shown again, nothing typed is lost.
      return w.kind === 'no' ? cancelOrder(c) : check(c, { ...order, since: at })
  }
}

/** Yes: it becomes a case, or joins the one that waits already. */
export function placeOrder(c: Conversation, at: Time, rules: Rules): Decision {
  const { order, handling: h } = c
  if (order?.asks !== 'yes') return startOrder(c, at, rules)
  const text = [order.language, order.when, order.where].join(' · ')
  const placed: Conversation = { ...c, order: null }
  if (h.at === 'queued') {
    const question = h.case.question === null ? text : `${h.case.question}\n${text}`
    return decision({ ...placed, handling: { ...h, case: { ...h.case, question } } }, notice('wait.added'))
  }
  const wanted = { desk: specialistsDesk(rules), reason: 'appointment', urgency: 'normal', interpreter: false } as const
  return handOver({ ...placed, question: { text, at, line: null, understood: null } }, wanted, at, rules)
}

export const cancelOrder = (c: Conversation): Decision => decision({ ...c, order: null }, say('order.left', waysOut))

/**
 * An order goes on only while its questions are answered: whatever else the person does leaves it, and so does a
 * consultant who takes the talk. What comes next is then no answer to a question that nobody remembers.
 */
export function withoutLeftOrder(before: Conversation | null, e: ConversationEvent, decided: Decision): Decision {
  const { conversation } = decided
  if (conversation.order === null || conversation.order !== before?.order) return decided
  const goesOn = !('origin' in e) && conversation.handling.at !== 'claimed'
  return goesOn ? decided : { ...decided, conversation: { ...conversation, order: null } }
}

function askWhen(c: Conversation, language: string, at: Time): Decision {
  return decision({ ...c, order: { asks: 'when', language, since: at } }, say('order.when', waysOut))
}

function check(c: Conversation, order: Extract<Order, { asks: 'yes' }>): Decision {
  const { language: tongue, when, where } = order
  const choices = [button({ kind: 'order-yes' }, 'btn.yes'), button({ kind: 'order-no' }, 'btn.no')]
  return decision({ ...c, order }, say('order.check', choices, { tongue, when, where }))
}

/** A line on a phone; more is a letter, and belongs to the consultant. */
const longest = 200

function languageButtons(c: Conversation, rules: Rules): Choice[] {
  return [...rules.knowledge.languages.values()]
    .filter(({ served }) => served === 'interpreter')
    .map(({ tag }) => ({ act: { kind: 'order-language', language: tag }, label: { text: nameOf(tag, c, rules) } }))
}

/** The language as the one who orders calls it. */
function nameOf(tag: LanguageTag, c: Conversation, rules: Rules): string {
  const language = rules.knowledge.languages.get(tag)
  return language?.name[c.language?.tag ?? 'en'] ?? language?.name.en ?? tag
}
