import type { Conversation, Time } from '../conversation.ts'
import type { Choice, Decision } from '../effects.ts'
import type { LanguageTag } from '../language.ts'
import type { Understood, Wish } from '../understood.ts'
import { giveAnswer, miss, noted, suggestions } from './answering.ts'
import { handOver, plainCase } from './handover.ts'
import type { Tongue } from './language.ts'
import { languagePicker, menu } from './menus.ts'
import { andThen, button, decision, type Rules, say, waysOut } from './rules.ts'

/**
 * What the bot does with a question in a language it may answer in. Wishes that are no question became acts before
 * (writing.ts): what is left of them here only leads to the menu.
 */
export function meet(c: Conversation, u: Understood, tag: LanguageTag, at: Time, rules: Rules): Decision {
  const w = u.wish
  switch (w.kind) {
    case 'answer':
      return answer(noted(c, u, 'answered', at), w, tag, at, rules)
    case 'unsure':
      return decision({ ...noted(c, u, 'offered', at), misses: 0 }, say('maybe', suggestions(w.topics, tag, rules)))
    case 'miss':
      return miss(noted(c, u, 'missed', at), at, rules)
    case 'smalltalk':
      return w.what === 'thanks'
        ? decision(c, say('thanks', waysOut))
        : andThen(decision(c, say('greeting')), (n) => menu(n, rules))
    default:
      return menu(c, rules)
  }
}

/** The answer; when two things were asked, both answers, and what else was asked as buttons. */
function answer(
  c: Conversation,
  w: Extract<Wish, { kind: 'answer' }>,
  tag: LanguageTag,
  at: Time,
  rules: Rules,
): Decision {
  const given = [w.topic, ...(w.also ?? []).slice(0, 1)].reduce(
    (said, topic) => andThen(said, (n) => giveAnswer(n, topic, tag, at, rules)),
    decision({ ...c, misses: 0 }),
  )
  const rest = (w.also ?? []).slice(1).map((topic) => ({ topic }))
  return andThen(withHuman(given, w, at, rules), (n) =>
    rest.length === 0 ? decision(n) : decision(n, say('maybe', suggestions(rest, tag, rules))),
  )
}

/** Some words call for a human being, however clear the answer. */
function withHuman(given: Decision, w: Extract<Wish, { kind: 'answer' }>, at: Time, rules: Rules): Decision {
  if (!w.handoff) return given
  const { desk, urgent } = w.handoff
  if (urgent)
    return andThen(given, (n) => handOver(n, { ...plainCase, desk, reason: 'handoff', urgency: 'urgent' }, at, rules))
  const call = button({ kind: 'desk', desk }, 'btn.human')
  return andThen(given, (n) => decision(n, say('handoff.offer', [call, button({ kind: 'menu' }, 'btn.menu')])))
}

/** We have no answers in it: say so in it, offer the interpreter; written again, people take over. */
export function foreign(
  c: Conversation,
  tongue: Extract<Tongue, { is: 'foreign' }>,
  u: Understood,
  at: Time,
  rules: Rules,
): Decision {
  const spoken = c.language
  const known = spoken !== null && (spoken.tag === tongue.tag || tongue.among.includes(spoken.tag))
  const offered = c.options.some((o) => o.act === 'interpreter')
  const heard: Conversation = known ? c : { ...c, language: { tag: tongue.tag, chosen: false } }
  const asked = noted(heard, u, 'other', at)
  if (known && (offered || spoken.chosen)) {
    return handOver(asked, { ...plainCase, reason: 'language', interpreter: true }, at, rules)
  }
  return decision(asked, say('rare.choose', rareChoices(tongue.tag, rules, tongue.among)))
}

/** What somebody can do whose language has no ready answers. Which of two alike languages it is only they can say. */
export function rareChoices(tag: LanguageTag, rules: Rules, among: readonly LanguageTag[] = []): Choice[] {
  const { languages } = rules.knowledge
  const served = [...languages.values()].filter((l) => l.served === 'answers' && l.tag !== tag).map((l) => l.tag)
  const speak = (l: LanguageTag): Choice => ({
    act: { kind: 'speak', language: l },
    label: { text: languages.get(l)?.ownName ?? l },
    language: l,
  })
  return [
    ...among.map(speak),
    button({ kind: 'interpreter' }, 'btn.interpreter'),
    ...served.map(speak),
    button({ kind: 'language' }, 'btn.language'),
  ]
}

/** Nobody can tell the language. Asked once with buttons; unknown twice goes to people, "language unknown". */
export function unknown(c: Conversation, guesses: readonly LanguageTag[], at: Time, rules: Rules): Decision {
  const asked = c.options.some((o) => o.act.startsWith('speak:'))
  if (asked) return handOver(c, { ...plainCase, reason: 'language', interpreter: true }, at, rules)
  return languagePicker(c, guesses, rules)
}
