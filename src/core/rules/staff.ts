import type { Conversation, Handling, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import type { ConsultantDeed, InterpreterDeed, StaffEvent } from '../events.ts'
import { never } from '../never.ts'
import { callInterpreter } from './calling.ts'
import { close } from './closing.ts'
import { byInterpreter } from './interpreting.ts'
import { answerOffer, backToQueue, callForLanguage, claim, move, offer } from './passing-on.ts'
import { andThen, decision, type Rules, refuse } from './rules.ts'
import { waitingForInterpreter } from './waves.ts'

type Claimed = Extract<Handling, { at: 'claimed' }>

/** What staff do with a case. Whoever is not the owner is refused with the owner's name; nothing is half done. */
export function byStaff(c: Conversation, e: StaffEvent, rules: Rules): Decision {
  const h = c.handling
  if (h.at === 'bot' || h.case.id !== e.case) return refuse(c, { why: 'no-such-case' })
  if (e.type === 'noteWritten') return decision(c, { do: 'note', by: e.by, text: e.text })
  if (e.type === 'caseRead')
    return decision(c, { do: 'mark', key: 'read', params: { name: e.by.name, by: e.by.id, reason: e.reason } })
  if (h.at === 'closed') return refuse(c, { why: 'closed' })
  if (isInterpreters(e)) return byInterpreter(c, e, e.by, e.at, rules)
  if (e.type === 'caseClaimed') return claim(c, h, e.by, e.at, rules)
  if (e.type === 'offerAnswered') return answerOffer(c, h, e.by, e.accepted, e.at, rules)
  if (h.at !== 'claimed') return refuse(c, { why: 'not-yours', by: null })
  if (h.by.id !== e.by.id && !(e.override && coordinates(e))) return refuse(c, { why: 'not-yours', by: h.by })
  return byOwner(c, h, e, e.at, rules)
}

/** What a coordinator may do in everybody's case; nobody speaks in another one's place. */
const coordinates = (e: StaffEvent): boolean =>
  ['caseClosed', 'caseMoved', 'caseReturned', 'caseOffered'].includes(e.type) || e.type.startsWith('interpreter')

const interpreters = ['interpretationAnswered', 'interpreted', 'remarked', 'interpreterLeft']
const isInterpreters = (e: StaffEvent): e is Extract<StaffEvent, InterpreterDeed> => interpreters.includes(e.type)

type OwnersDeed = Exclude<ConsultantDeed, { type: 'noteWritten' | 'caseRead' | 'caseClaimed' | 'offerAnswered' }>

function byOwner(c: Conversation, h: Claimed, e: OwnersDeed, at: Time, rules: Rules): Decision {
  switch (e.type) {
    case 'consultantWrote':
      return write(c, h, e, at)
    case 'fileSent':
      return decision(replied(c, h, at), { do: 'relay', by: h.by, text: '', media: e.media })
    case 'answerSent': {
      const answer = rules.knowledge.topics.get(e.topic)?.answer
      if (!answer?.[e.language] || !answer[e.read]) return refuse(c, { why: 'no-such-target' })
      const { topic, language, read } = e
      return decision(replied(c, h, at), { do: 'send-answer', by: h.by, topic, language, read })
    }
    case 'caseOffered':
      return offer(c, h, e, at, rules)
    case 'caseMoved':
      return move(c, h, e, at, rules)
    case 'caseReturned':
      return andThen(decision(c, { do: 'mark', key: 'returned', params: { name: h.by.name } }), (n) =>
        backToQueue(n, h.case, at, rules),
      )
    case 'caseSlept':
      if (e.until <= at) return refuse(c, { why: 'no-such-target' })
      return decision(
        { ...c, attention: { who: 'sleeping', since: at, until: e.until } },
        { do: 'mark', key: 'slept', params: { name: h.by.name } },
      )
    case 'caseClosed':
      return close(c, h.case, { by: h.by, how: 'done', outcome: e.outcome, tags: e.tags }, at, rules)
    case 'languageNoted': {
      if (!rules.knowledge.languages.has(e.language)) return refuse(c, { why: 'no-such-target' })
      const i = c.interpretation
      const spoken: Conversation = {
        ...c,
        language: { tag: e.language, chosen: true },
        interpretation: i.at === 'wanted' ? { ...i, language: e.language } : i,
      }
      return andThen(decision(spoken), (n) => callForLanguage(n, h.by, at, rules))
    }
    case 'interpreterAsked':
    case 'interpreterBooked':
    case 'interpreterCalledOff':
    case 'interpreterBarred':
      return callInterpreter(c, h, e, at, rules)
    default:
      return never(e)
  }
}

/**
 * Through the interpreter while there is one, and never around them by mistake: words meant for an interpreter who has
 * just left stay with the one who wrote them.
 */
function write(
  c: Conversation,
  h: Claimed,
  e: Extract<ConsultantDeed, { type: 'consultantWrote' }>,
  at: Time,
): Decision {
  if (c.interpretation.at === 'active') {
    return decision(
      { ...replied(c, h, at), attention: waitingForInterpreter(c, at) },
      { do: 'tell-team', by: { who: 'consultant', name: h.by.name }, text: e.text, awaits: true },
    )
  }
  if (e.through === 'interpreter') return refuse(c, { why: 'no-interpreter' })
  return decision(replied(c, h, at), { do: 'relay', by: h.by, text: e.text })
}

const replied = (c: Conversation, h: Claimed, at: Time): Conversation => ({
  ...c,
  handling: {
    ...h,
    nudged: false,
    askedIfThere: false,
    case: { ...h.case, replies: h.case.replies + 1, unanswered: 0 },
  },
  attention: c.attention.who === 'interpreter' ? c.attention : { who: 'person', since: at },
})
