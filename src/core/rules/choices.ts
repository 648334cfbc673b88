import type { Act } from '../acts.ts'
import type { Conversation, Gender, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import { never } from '../never.ts'
import type { Understood } from '../understood.ts'
import { giveAnswer, miss } from './answering.ts'
import { meet, rareChoices } from './asking.ts'
import { isFor } from './audience.ts'
import { asksAnew } from './calling.ts'
import { leaveQueue } from './closing.ts'
import { servicesOf } from './counting.ts'
import { raiseAlarm, saidSafe } from './danger.ts'
import { consentGiven, consentRefused, handOver, plainCase } from './handover.ts'
import { letGo } from './keeping.ts'
import { areaMenu, languagePicker, menu, officesMenu } from './menus.ts'
import { tellData } from './mydata.ts'
import { cancelOrder, pickLanguage, placeOrder, startOrder } from './ordering.ts'
import { andThen, button, decision, notice, type Rules, say, waysOut } from './rules.ts'
import { becomePerson, becomeSpecialist } from './specialists.ts'

/** A tap, a command, a typed number: what it does. An old button whose target is gone leads to the menu, never to nothing. */
export function choose(c: Conversation, act: Act, at: Time, rules: Rules): Decision {
  switch (act.kind) {
    case 'human':
      return handOver(c, plainCase, at, rules)
    case 'interpreter':
      return handOver(c, { ...plainCase, reason: 'language', interpreter: true }, at, rules)
    case 'psychologist':
      return handOver(c, { ...plainCase, desk: 'psychologist' }, at, rules)
    case 'desk': {
      const known = rules.knowledge.desks.has(act.desk)
      return handOver(c, { ...plainCase, desk: known ? act.desk : 'general' }, at, rules)
    }
    case 'menu':
      return menu(c, rules)
    case 'language':
      return languagePicker(c, c.language ? [c.language.tag] : [], rules)
    case 'speak':
      return speak(c, act.language, at, rules)
    case 'offices':
      return officesMenu(c, rules)
    case 'office':
      return rules.knowledge.offices.some((o) => o.id === act.office)
        ? decision({ ...c, office: act.office }, { do: 'office', office: act.office, buttons: waysOut })
        : officesMenu(c, rules)
    case 'contact':
      return rules.knowledge.contacts.has(act.contact)
        ? decision(c, { do: 'contact', contact: act.contact, buttons: waysOut })
        : menu(c, rules)
    case 'area':
      return areaMenu(c, act.area, rules)
    case 'topic':
      if (!isFor(c, rules.knowledge.topics.get(act.topic))) return menu(c, rules)
      return giveAnswer({ ...c, misses: 0 }, act.topic, answerLanguage(c, rules), at, rules)
    case 'none':
      return miss(c, at, rules)
    case 'good':
    case 'bad':
    case 'why':
      return helpful(c, act)
    case 'rate':
      return rate(c, act.value, at)
    case 'consent-yes':
      return consentGiven(c, at, rules)
    case 'consent-no':
      return consentRefused(c, at, rules)
    case 'erase':
      return decision(
        c,
        notice('delete.ask', {}, [button({ kind: 'erase-yes' }, 'btn.yes'), button({ kind: 'erase-no' }, 'btn.no')]),
      )
    case 'erase-no':
      return decision(c, notice('delete.kept'))
    case 'erase-yes':
      return erase(c, at, rules)
    case 'danger':
      return act.answer === 'yes'
        ? raiseAlarm(c, 'immediate-danger', at, rules)
        : decision(c, notice('danger.no', {}, waysOut))
    case 'safe':
      return saidSafe(c)
    case 'prefer':
      return prefer(c, act.who, at, rules)
    case 'unqueue':
      return leaveQueue(c, at, rules)
    case 'specialist':
      return becomeSpecialist(c, rules)
    case 'specialist-off':
      return becomePerson(c, rules)
    case 'order':
      return startOrder(c, at, rules)
    case 'order-language':
      return pickLanguage(c, act.language, at, rules)
    case 'order-yes':
      return placeOrder(c, at, rules)
    case 'order-no':
      return cancelOrder(c)
    case 'privacy':
      return decision(c, notice('privacy', { days: rules.keptDays }))
    case 'mydata':
      return tellData(c, at, rules)
    case 'hide':
      return decision(c, { do: 'hide' }, notice('hide.done'))
    case 'help':
      return decision(c, notice('help', { phone: rules.knowledge.hours.phone }, waysOut))
    default:
      return never(act)
  }
}

/** A wish for a woman or a man to interpret; it holds for all later talks, and may be taken back. */
function prefer(c: Conversation, who: Gender | 'any', at: Time, rules: Rules): Decision {
  const wished: Conversation = { ...c, interpreters: { ...c.interpreters, prefers: who === 'any' ? null : who } }
  const takeBack = who === 'any' ? [] : [button({ kind: 'prefer', who: 'any' }, 'btn.any')]
  return andThen(decision(wished, notice('interpreter.noted', {}, takeBack)), (n) => asksAnew(n, at, rules))
}

/** Topics are answered in the person's language where we have it, else in English, which is said to be English. */
export function answerLanguage(c: Conversation, rules: Rules): string {
  const tag = c.language?.tag ?? 'en'
  return rules.knowledge.languages.get(tag)?.served === 'answers' ? tag : 'en'
}

function speak(c: Conversation, tag: string, at: Time, rules: Rules): Decision {
  const language = rules.knowledge.languages.get(tag)
  if (!language) return languagePicker(c, [], rules)
  const first = c.language === null
  const spoken: Conversation = { ...c, language: { tag, chosen: true } }
  if (spoken.handling.at === 'queued' || spoken.handling.at === 'claimed') {
    const i = spoken.interpretation
    const wanted: Conversation = i.at === 'wanted' ? { ...spoken, interpretation: { ...i, language: tag } } : spoken
    return decision(wanted, notice('language.set', { language: tag }))
  }
  const hello = first ? decision(spoken, say('hello')) : decision(spoken)
  const kept = openQuestion(spoken)
  if (language.served !== 'answers') {
    // What was asked before the language was known goes straight to people with an interpreter, not asked again.
    return kept
      ? andThen(hello, (n) => handOver(n, { ...plainCase, reason: 'language', interpreter: true }, at, rules))
      : andThen(hello, (n) => decision(n, say('rare.choose', rareChoices(tag, rules))))
  }
  if (kept) return andThen(hello, (n) => meet(n, kept, tag, at, rules))
  return andThen(hello, (n) => menu(n, rules))
}

/** What was asked and not met yet: a detour over the language picker must not lose it. Danger has had its own answer. */
function openQuestion(c: Conversation): Understood | null {
  const understood = c.question?.understood ?? null
  return understood?.wish.kind === 'crisis' ? null : understood
}

/** Counts with the answer it belongs to; it never opens, closes or delays anything. */
function helpful(c: Conversation, act: Extract<Act, { kind: 'good' | 'bad' | 'why' }>): Decision {
  const index = c.trail.findLastIndex(
    (t) => t.topics[0]?.topic === act.topic || t.topics.some((x) => x.topic === act.topic),
  )
  const trail = c.trail.map((t, i) => (i === index ? { ...t, helpful: act.kind === 'good' } : t))
  const noted: Conversation = { ...c, trail }
  if (act.kind === 'good') return decision(noted, say('rate.thanks'))
  if (act.kind === 'why') return decision(noted, say('rate.thanks', waysOut))
  const reasons = (['wrong', 'unclear', 'old'] as const).map((reason) =>
    button({ kind: 'why', reason, topic: act.topic }, `btn.${reason}`),
  )
  return decision(noted, say('rate.bad', [...reasons, button({ kind: 'human' }, 'btn.human')]))
}

/** The rating of a whole talk; handling stays as it is, and an old button says thank you, too. */
function rate(c: Conversation, value: 'good' | 'bad', at: Time): Decision {
  if (c.rating.at !== 'asked') return decision(c, notice('rate.thanks'))
  const rated: Conversation = { ...c, rating: { at: 'given', value, since: at } }
  return decision(rated, notice('rate.thanks', {}, value === 'bad' ? waysOut : []))
}

/** Everything goes. What remains is an empty conversation that can say "done", and goes itself at the next sweep. */
export function erase(c: Conversation, at: Time, rules: Rules): Decision {
  const { album: _album, dataUntil: _data, ...rest } = letGo(c)
  const blank: Conversation = {
    ...rest,
    createdAt: at,
    handling: { at: 'bot' },
    interpretation: { at: 'none' },
    attention: { who: 'nobody', since: 0 },
    rating: { at: 'none' },
    consent: { at: 'unasked' },
    audience: 'person',
    office: null,
    interpreters: { prefers: null, never: [] },
    danger: null,
    question: null,
    order: null,
    trail: [],
    options: [],
    misses: 0,
    touchedAt: 0,
  }
  // What was done for them is counted all the same: the ledger names nobody, and forgets whose it was in this turn.
  const by = c.handling.at === 'claimed' ? c.handling.by : null
  return decision(blank, { do: 'forget' }, notice('delete.done'), ...servicesOf(c, by, [], at, rules))
}
