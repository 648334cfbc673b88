import type { CaseFacts, Conversation, Handling, StaffRef, Time } from '../conversation.ts'
import { waits } from '../due.ts'
import type { Decision, Refusal } from '../effects.ts'
import type { StaffEvent } from '../events.ts'
import { never } from '../never.ts'
import { nextReminder } from './handover.ts'
import { andThen, button, decision, notice, type Rules } from './rules.ts'

/** What consultants do with a case. Whoever is not the owner is refused with the owner's name; nothing is half done. */
export function byStaff(c: Conversation, e: StaffEvent, rules: Rules): Decision {
  const h = c.handling
  if (h.at === 'bot' || h.case.id !== e.case) return refuse(c, { why: 'no-such-case' })
  if (e.type === 'noteWritten') return decision(c, { do: 'note', by: e.by, text: e.text })
  if (h.at === 'closed') return refuse(c, { why: 'closed' })
  if (e.type === 'caseClaimed') return claim(c, h, e.by, e.at)
  if (e.type === 'offerAnswered') return answerOffer(c, h, e.by, e.accepted, e.at)
  if (h.at !== 'claimed') return refuse(c, { why: 'not-yours', by: null })
  if (h.by.id !== e.by.id) return refuse(c, { why: 'not-yours', by: h.by })
  switch (e.type) {
    case 'consultantWrote':
      return decision(
        { ...c, handling: { ...h, nudged: false, askedIfThere: false }, attention: { who: 'person', since: e.at } },
        { do: 'relay', by: e.by, text: e.text },
      )
    case 'caseOffered':
      return decision(
        { ...c, handling: { ...h, case: { ...h.case, offer: { to: e.to, from: e.by, note: e.note, at: e.at } } } },
        { do: 'mark', key: 'offered', params: { from: e.by.name, to: e.to.name } },
      )
    case 'caseReturned':
      return andThen(decision(c, { do: 'mark', key: 'returned', params: { name: e.by.name } }), (n) =>
        backToQueue(n, h.case, e.at, rules),
      )
    case 'caseSlept':
      return decision(
        { ...c, attention: { who: 'sleeping', since: e.at, until: e.until } },
        { do: 'mark', key: 'slept', params: { name: e.by.name } },
      )
    case 'caseClosed':
      return close(c, h.case, e.by, 'done', e.at)
    default:
      return never(e)
  }
}

type Open = Extract<Handling, { at: 'queued' | 'claimed' }>

const refuse = (c: Conversation, refused: Refusal): Decision => ({ conversation: c, effects: [], refused })

function claim(c: Conversation, h: Open, by: StaffRef, at: Time): Decision {
  // The same click twice is one claim.
  if (h.at === 'claimed') return h.by.id === by.id ? decision(c) : refuse(c, { why: 'taken', by: h.by })
  return decision(
    owned(c, { ...h.case, offer: null }, by, at),
    { do: 'mark', key: 'claimed', params: { name: by.name } },
    notice('human.joined', { name: by.name }),
  )
}

const owned = (c: Conversation, facts: CaseFacts, by: StaffRef, at: Time): Conversation => ({
  ...c,
  handling: { at: 'claimed', case: facts, by, since: at, nudged: false, askedIfThere: false },
  attention: { who: 'consultant', since: at },
})

/** The owner stays the owner until somebody says yes; a no, or no answer, changes nothing and tells the person nothing. */
function answerOffer(c: Conversation, h: Open, by: StaffRef, accepted: boolean, at: Time): Decision {
  const offer = h.case.offer
  if (!offer || offer.to.id !== by.id) return refuse(c, { why: 'not-yours', by: h.at === 'claimed' ? h.by : null })
  const facts: CaseFacts = { ...h.case, offer: null }
  if (!accepted) {
    return decision(
      { ...c, handling: { ...h, case: facts } },
      { do: 'mark', key: 'declined', params: { name: by.name } },
    )
  }
  return decision(
    owned(c, facts, by, at),
    { do: 'mark', key: 'transferred', params: { from: offer.from.name, to: by.name } },
    notice('human.joined', { name: by.name }),
  )
}

/** Back in the queue with its original age; the person is told, nobody else's late reply goes out. */
export function backToQueue(c: Conversation, facts: CaseFacts, at: Time, rules: Rules): Decision {
  return decision(
    {
      ...c,
      handling: {
        at: 'queued',
        case: { ...facts, offer: null },
        remindAt: nextReminder(at, at + waits.firstReminder, rules),
        alertAt: at + waits.dangerAlert,
      },
      attention: { who: 'consultant', since: at },
    },
    notice('wait.back', { phone: rules.knowledge.hours.phone }),
    { do: 'alert', case: facts.id, why: facts.urgency === 'danger' ? 'danger' : 'silent' },
  )
}

export function close(
  c: Conversation,
  facts: CaseFacts,
  by: StaffRef | null,
  how: 'done' | 'idle' | 'unreachable',
  at: Time,
): Decision {
  const closed: Conversation = {
    ...c,
    handling: { at: 'closed', case: { ...facts, offer: null }, by, closedAt: at, how },
    interpretation: c.interpretation.at === 'none' ? c.interpretation : endInterpretation(c, at),
    attention: { who: 'nobody', since: at },
    danger: null,
    misses: 0,
  }
  const mark = { do: 'mark', key: 'closed', params: { name: by?.name ?? '', how } } as const
  // Nobody rates a talk that never reached them, or in which they were in danger a moment ago.
  if (how === 'unreachable') return decision(closed, mark)
  if (facts.urgency === 'danger') return decision(closed, mark, notice('human.closed'))
  return decision(
    { ...closed, rating: { at: 'asked', since: at } },
    mark,
    notice('human.closed'),
    notice('rate.ask', {}, [
      button({ kind: 'rate', value: 'good' }, 'btn.good'),
      button({ kind: 'rate', value: 'bad' }, 'btn.bad'),
    ]),
  )
}

function endInterpretation(c: Conversation, at: Time): Conversation['interpretation'] {
  const i = c.interpretation
  return 'language' in i && i.language !== null ? { at: 'ended', language: i.language, endedAt: at } : { at: 'none' }
}
