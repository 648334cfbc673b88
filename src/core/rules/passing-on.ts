import type { CaseFacts, Conversation, Handling, StaffRef, Time } from '../conversation.ts'
import { waits } from '../due.ts'
import type { Decision, Effect } from '../effects.ts'
import type { ConsultantDeed } from '../events.ts'
import { colleague } from '../roster.ts'
import { nextReminder, plainCase } from './handover.ts'
import { hoursFor } from './hours.ts'
import { speaks } from './interpreters.ts'
import { andThen, decision, notice, type Rules, refuse } from './rules.ts'
import { neededBy, sendWave } from './waves.ts'

type Open = Extract<Handling, { at: 'queued' | 'claimed' }>
type Claimed = Extract<Handling, { at: 'claimed' }>

export function claim(c: Conversation, h: Open, by: StaffRef, at: Time, rules: Rules): Decision {
  // The same click twice is one claim.
  if (h.at === 'claimed') return h.by.id === by.id ? decision(c) : refuse(c, { why: 'taken', by: h.by })
  const joined = decision(
    owned(c, { ...h.case, desk: deskFor(h.case, by, rules), offer: null, pickedUpAt: h.case.pickedUpAt ?? at }, by, at),
    { do: 'mark', key: 'claimed', params: { name: by.name } },
    notice('human.joined', { name: by.name }),
  )
  return andThen(joined, (n) => callForLanguage(n, by, at, rules))
}

/** In danger anybody takes a psychologist's case: with them it is none, or they could not read their own talk. */
function deskFor(facts: CaseFacts, by: StaffRef, rules: Rules): string {
  const desks = colleague(rules.roster, by.id)?.desks ?? []
  const closed = rules.knowledge.desks.get(facts.desk)?.confidential === true && !desks.includes(facts.desk)
  return closed ? (desks[0] ?? plainCase.desk) : facts.desk
}

/** An interpreter is wanted and the language is known: the first wave goes out with the claim, nobody has to think of it. */
export function callForLanguage(c: Conversation, by: StaffRef, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  if (i.at !== 'wanted' || i.language === null) return decision(c)
  if (i.variety === null && speaks(rules.roster, by.id, i.language))
    return decision({ ...c, interpretation: { at: 'none' } })
  return sendWave(c, { ...neededBy(i), language: i.language }, 1, [], at, rules)
}

export const owned = (c: Conversation, facts: CaseFacts, by: StaffRef, at: Time): Conversation => ({
  ...c,
  handling: { at: 'claimed', case: facts, by, since: at, nudged: false, askedIfThere: false },
  attention: { who: 'consultant', since: at },
})

/** To a colleague, with a note. Whoever is gone, or has no part in cases, is no one to offer it to. */
export function offer(
  c: Conversation,
  h: Claimed,
  e: Extract<ConsultantDeed, { type: 'caseOffered' }>,
  at: Time,
  rules: Rules,
): Decision {
  const to = colleague(rules.roster, e.to.id)
  const consults = to?.roles.some((role) => role === 'consultant' || role === 'psychologist') === true
  if (!to || !consults || to.ref.id === h.by.id) return refuse(c, { why: 'no-such-target' })
  return decision(
    { ...c, handling: { ...h, case: { ...h.case, offer: { to: to.ref, from: h.by, note: e.note, at } } } },
    { do: 'mark', key: 'offered', params: { from: h.by.name, to: to.ref.name } },
    { do: 'alert', case: h.case.id, why: 'transfer', to: [to.ref.id] },
  )
}

/** The owner stays the owner until somebody says yes; a no, or no answer, changes nothing and tells the person nothing. */
export function answerOffer(
  c: Conversation,
  h: Open,
  by: StaffRef,
  accepted: boolean,
  at: Time,
  rules: Rules,
): Decision {
  const { offer } = h.case
  if (!offer || offer.to.id !== by.id) return refuse(c, { why: 'offer-over' })
  const facts: CaseFacts = { ...h.case, offer: null }
  if (!accepted) {
    return decision(
      { ...c, handling: { ...h, case: facts } },
      { do: 'mark', key: 'declined', params: { name: by.name } },
    )
  }
  const desks = colleague(rules.roster, by.id)?.desks ?? []
  const desk = desks.includes(facts.desk) ? facts.desk : (desks[0] ?? facts.desk)
  return decision(
    owned(c, { ...facts, desk }, by, at),
    { do: 'mark', key: 'transferred', params: { from: offer.from.name, to: by.name } },
    ...noted(offer.from, offer.note),
    notice('human.joined', { name: by.name }),
  )
}

/** Into the queue of another desk or office: there it stands where its age puts it. */
export function move(
  c: Conversation,
  h: Claimed,
  e: Extract<ConsultantDeed, { type: 'caseMoved' }>,
  at: Time,
  rules: Rules,
): Decision {
  const known =
    rules.knowledge.desks.has(e.desk) &&
    (e.office === null || rules.knowledge.offices.some((office) => office.id === e.office))
  if (!known || (e.desk === h.case.desk && e.office === h.case.office)) return refuse(c, { why: 'no-such-target' })
  const facts: CaseFacts = { ...h.case, desk: e.desk, office: e.office }
  const told: Effect[] = [
    ...noted(h.by, e.note),
    { do: 'mark', key: 'moved', params: { name: h.by.name, desk: e.desk, office: e.office ?? '' } },
    notice('wait.moved'),
  ]
  return decision(inQueue(c, facts, at, rules), ...told, {
    do: 'alert',
    case: facts.id,
    why: facts.urgency === 'danger' ? 'danger' : 'new',
  })
}

const noted = (by: StaffRef, text: string): Effect[] => (text.trim() === '' ? [] : [{ do: 'note', by, text }])

/** Back in the queue with its original age; the person is told, nobody else's late reply goes out. */
export function backToQueue(c: Conversation, facts: CaseFacts, at: Time, rules: Rules): Decision {
  return decision(inQueue(c, facts, at, rules), notice('wait.back', { phone: rules.knowledge.hours.phone }), {
    do: 'alert',
    case: facts.id,
    why: facts.urgency === 'danger' ? 'danger' : 'silent',
  })
}

function inQueue(c: Conversation, facts: CaseFacts, at: Time, rules: Rules): Conversation {
  const i = c.interpretation
  return {
    ...c,
    handling: {
      at: 'queued',
      case: { ...facts, offer: null },
      remindAt: nextReminder(at, at + waits.firstReminder, hoursFor(rules.knowledge, facts.office)),
      alertAt: at + waits.dangerAlert,
    },
    // Nobody is there to talk to: interpreters are asked again when somebody takes it.
    interpretation: i.at === 'offered' ? { ...neededBy(i), at: 'wanted', since: at } : i,
    attention: { who: 'consultant', since: at },
  }
}

/** No console of the one who has the case has been open for a while, and the person waits for them. */
export function vanished(c: Conversation, staff: string, at: Time, rules: Rules): Decision {
  const h = c.handling
  if (h.at !== 'claimed' || h.by.id !== staff || c.attention.who !== 'consultant') return decision(c)
  return andThen(decision(c, { do: 'mark', key: 'vanished', params: { name: h.by.name } }), (n) =>
    backToQueue(n, h.case, at, rules),
  )
}
