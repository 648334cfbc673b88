import type { CaseFacts, Conversation, PendingCase, Time } from '../conversation.ts'
import { waits } from '../due.ts'
import type { Decision, Effect } from '../effects.ts'
import type { Awaiting } from '../interpretation.ts'
import type { OpeningHours } from '../knowledge.ts'
import type { LanguageTag } from '../language.ts'
import { clock, hoursFor, hoursOf, opening } from './hours.ts'
import { letGo } from './keeping.ts'
import { button, decision, notice, type Rules, say } from './rules.ts'

/** The case that follows from "a person, please" when nothing more is known. */
export const plainCase: PendingCase = { desk: 'general', reason: 'asked', urgency: 'normal', interpreter: false }

/**
 * Hands the talk to people. Keeping words needs a yes, asked once and in one tap; danger never asks. With a no, phones
 * and offices are all we can honestly offer.
 */
export function handOver(c: Conversation, asked: PendingCase, at: Time, rules: Rules): Decision {
  const wanted = atOwnDesk(c, asked, rules)
  if (c.handling.at === 'queued' || c.handling.at === 'claimed') return stillOpen(c, rules)
  if (wanted.urgency === 'danger') return openCase(c, wanted, at, rules)
  const current = 'version' in c.consent && c.consent.version === rules.consentVersion
  if (c.consent.at === 'yes' && current) return openCase(c, wanted, at, rules)
  if (c.consent.at === 'no' && current && wanted.reason === 'missed') return decision(c, ...withoutPeople(rules))
  return decision(
    { ...c, consent: { at: 'asked', version: rules.consentVersion, since: at, opens: wanted } },
    say('consent', consentButtons, { days: rules.keptDays }),
  )
}

/** Specialists have a desk of their own; lawyers and psychologists are the same for everybody. */
const atOwnDesk = (c: Conversation, wanted: PendingCase, rules: Rules): PendingCase =>
  c.audience === 'specialist' && wanted.desk === plainCase.desk ? { ...wanted, desk: specialistsDesk(rules) } : wanted

export const specialistsDesk = ({ knowledge }: Rules): string =>
  knowledge.desks.has('specialists') ? 'specialists' : plainCase.desk

const consentButtons = [button({ kind: 'consent-yes' }, 'btn.yes'), button({ kind: 'consent-no' }, 'btn.no')]

export function consentGiven(c: Conversation, at: Time, rules: Rules): Decision {
  const wanted = c.consent.at === 'asked' ? c.consent.opens : plainCase
  // A second yes is none the younger: what was said since the first is kept already.
  const since = c.consent.at === 'yes' ? c.consent.since : at
  const agreed: Conversation = { ...c, consent: { at: 'yes', version: rules.consentVersion, since } }
  return handOver(agreed, wanted, at, rules)
}

export function consentRefused(c: Conversation, at: Time, rules: Rules): Decision {
  const refused: Conversation = {
    ...c,
    consent: { at: 'no', version: rules.consentVersion, since: at },
    question: null,
  }
  return decision(
    letGo(refused),
    say('consent.no', [button({ kind: 'consent-yes' }, 'btn.yes'), ...offices]),
    phone(rules),
  )
}

const offices = [button({ kind: 'offices' }, 'btn.offices'), button({ kind: 'menu' }, 'btn.menu')]

const phone = (rules: Rules): Effect => say('phone', [], { phone: rules.knowledge.hours.phone })

/** Nothing may be kept and the bot does not know: the phone and the offices remain. */
const withoutPeople = (rules: Rules): Effect[] => [say('missed.phone', offices, { phone: rules.knowledge.hours.phone })]

/** Opens the case and tells the person what happens next and when. */
export function openCase(c: Conversation, wanted: PendingCase, at: Time, rules: Rules): Decision {
  const facts: CaseFacts = {
    // From the event's own time: deciding twice gives the same case.
    id: `${c.id}.${at.toString(36)}`,
    desk: wanted.desk,
    office: c.office,
    openedAt: at,
    pickedUpAt: null,
    replies: 0,
    unanswered: 0,
    reason: wanted.reason,
    urgency: wanted.urgency,
    question: c.question?.text ?? null,
    follows: c.handling.at === 'closed' ? c.handling.case.id : null,
    offer: null,
  }
  const tag = c.language?.tag ?? null
  const desk = rules.knowledge.desks.get(wanted.desk)
  const foreign = tag !== null && desk !== undefined && !desk.languages.includes(tag)
  const wants = wanted.interpreter || foreign || (wanted.reason === 'language' && tag === null)
  const opened: Conversation = {
    ...c,
    handling: {
      at: 'queued',
      case: facts,
      remindAt: nextReminder(at, at + waits.firstReminder, hoursFor(rules.knowledge, c.office)),
      alertAt: at + waits.dangerAlert,
    },
    interpretation: wants
      ? { at: 'wanted', language: tag, variety: null, since: at, awaiting: questionOf(c) }
      : { at: 'none' },
    attention: { who: 'consultant', since: at },
    rating: { at: 'none' },
    misses: 0,
  }
  const effects: Effect[] = [{ do: 'keep' }]
  effects.push(...untilNow(c))
  effects.push({ do: 'mark', key: 'opened', params: { reason: facts.reason } })
  effects.push(...waitingWords(opened, at, rules))
  effects.push({ do: 'alert', case: facts.id, why: facts.urgency === 'danger' ? 'danger' : 'new' })
  return decision(letGo({ ...opened, question: null }), ...effects)
}

/**
 * On a platform that keeps the talk itself nothing was kept before the person agreed: what they asked and sent until then
 * goes along from here.
 */
function untilNow(c: Conversation): readonly Effect[] {
  if (c.pastKeptBy === 'us') return []
  const agreedBefore = c.question !== null && c.consent.at === 'yes' && c.consent.since < c.question.at
  const isNew = c.question !== null && c.question.line === null && !agreedBefore
  const asked: Effect[] = isNew ? [{ do: 'record', text: c.question.text, at: c.question.at }] : []
  const sent = (c.held ?? []).map(({ caption, ...one }): Effect => ({ do: 'record', text: caption, ...one }))
  return [...asked, ...sent].sort((a, b) => ('at' in a && 'at' in b ? a.at - b.at : 0))
}

/** The question stands in the talk already: it is the first that an interpreter is to read. */
const questionOf = (c: Conversation): readonly Awaiting[] =>
  c.question?.line ? [{ line: c.question.line, from: 'person' }] : []

/** Who is looked for, and whom the person would rather have. */
export const interpreterWish = (language: LanguageTag): readonly Effect[] => [
  notice('wait.interpreter', { language }, [
    button({ kind: 'prefer', who: 'woman' }, 'btn.woman'),
    button({ kind: 'prefer', who: 'man' }, 'btn.man'),
  ]),
]

/** "A person will answer here, usually in …", honestly; out of hours: when somebody is there again. */
export function waitingWords(c: Conversation, at: Time, rules: Rules): Effect[] {
  const hours = opening(hoursOf(c, rules.knowledge), at)
  const words: Effect[] = []
  if (hours.open) {
    words.push(
      rules.usualWait === null ? notice('wait.today') : notice('wait.open', { minutes: range(rules.usualWait) }),
    )
  } else if (hours.next) {
    words.push(
      notice('wait.closed', { day: hours.next.day, time: clock(hours.next.from), phone: rules.knowledge.hours.phone }),
    )
  } else {
    words.push(notice('wait.today'))
  }
  if (c.interpretation.at === 'wanted' && c.interpretation.language !== null) {
    words.push(...interpreterWish(c.interpretation.language))
  }
  return words
}

/** 5, 15, 30, 60 minutes: figures a person can plan with, never below what was measured. */
function range({ from, to }: { readonly from: number; readonly to: number }): string | number {
  const [low, high] = [roundedUp(from), roundedUp(to)]
  return low === high ? high : `${low}–${high}`
}

const roundedUp = (minutes: number): number =>
  [5, 15, 30, 60].find((step) => minutes <= step) ?? Math.ceil(minutes / 60) * 60

/** Nobody is woken by "we have not forgotten you": out of hours it waits for the next opening. */
export function nextReminder(at: Time, wanted: Time, hours: OpeningHours): Time {
  const then = opening(hours, wanted)
  return then.open || !then.next ? wanted : Math.max(at + waits.firstReminder, then.next.at + waits.firstReminder)
}

function stillOpen(c: Conversation, rules: Rules): Decision {
  if (c.handling.at === 'claimed') return decision(c, notice('human.here', { name: c.handling.by.name }))
  return decision(c, notice('wait.still', { phone: rules.knowledge.hours.phone }))
}
