import type { Conversation, StaffRef } from '../conversation.ts'
import { waits } from '../due.ts'
import type { Decision } from '../effects.ts'
import type { MediaKind, PersonEvent } from '../events.ts'
import type { LanguageTag } from '../language.ts'
import { colleague } from '../roster.ts'
import { choose } from './choices.ts'
import { handOver, plainCase } from './handover.ts'
import { heard, hold } from './keeping.ts'
import { languagePicker, menu, officesMenu } from './menus.ts'
import { nearest } from './nearest.ts'
import { claim } from './passing-on.ts'
import { forTeam } from './relaying.ts'
import { andThen, decision, notice, type Rules, say } from './rules.ts'
import { ask } from './writing.ts'

/** Somebody opens the talk without a question. The language of their app is only a hint: it stands first, no more. */
export function arrive(
  c: Conversation,
  asked: LanguageTag | null,
  at: number,
  client: LanguageTag | null,
  rules: Rules,
): Decision {
  if (asked !== null && rules.knowledge.languages.has(asked))
    return choose(c, { kind: 'speak', language: asked }, at, rules)
  if (c.handling.at === 'queued' || c.handling.at === 'claimed') return handOver(c, plainCase, at, rules)
  if (c.language === null)
    return languagePicker(c, client && rules.knowledge.languages.has(client) ? [client] : [], rules)
  return andThen(decision(c, say('back')), (n) => menu(n, rules))
}

/** A voice message, a picture, a place. Never an error: it is kept, and people take it where the bot cannot. */
export function sent(c: Conversation, e: Extract<PersonEvent, { type: 'personSent' }>, rules: Rules): Decision {
  const { media, about } = e
  const held = { media, caption: e.caption ?? '', at: e.at, ...(about ? { about } : {}) }
  return andThen(heard(c, e.caption ?? '', e.at, { media, about }), (n) => {
    const kept = forPeople(media.kind) ? hold(n, held) : n
    // Five pictures sent together are one thing said.
    if (about?.album !== undefined && n.album === about.album && n.handling.at !== 'claimed') return decision(kept)
    return received(about?.album === undefined ? kept : { ...kept, album: about.album }, e, rules)
  })
}

function received(c: Conversation, e: Extract<PersonEvent, { type: 'personSent' }>, rules: Rules): Decision {
  if (c.handling.at === 'claimed') return forTeam(c, e.at, rules)
  if (c.handling.at === 'queued') return decision(c, notice('wait.added'))
  switch (e.media.kind) {
    case 'place': {
      const office = e.place && nearest(rules.knowledge.offices, e.place)
      return office ? choose(c, { kind: 'office', office }, e.at, rules) : officesMenu(c, rules)
    }
    case 'voice':
      return toPeople(c, 'voice.got', e, rules)
    case 'picture':
    case 'file':
      return toPeople(c, 'picture.got', e, rules)
    case 'sticker':
    case 'contact':
    case 'other':
      return andThen(decision(c, say('file.no')), (m) => menu(m, rules))
  }
}

const forPeople = (kind: MediaKind): boolean => kind === 'voice' || kind === 'picture' || kind === 'file'

function toPeople(
  c: Conversation,
  key: string,
  e: Extract<PersonEvent, { type: 'personSent' }>,
  rules: Rules,
): Decision {
  return andThen(decision(c, say(key)), (n) => handOver(n, { ...plainCase, reason: 'media' }, e.at, rules))
}

/**
 * A closed talk and somebody writes. Within a week a clear question is answered and a thank-you is met with a kind
 * word; all else goes back to people, linked to the old case. Later the bot begins anew.
 */
export function reopen(c: Conversation, e: Extract<PersonEvent, { type: 'personWrote' }>, rules: Rules): Decision {
  const h = c.handling
  if (h.at !== 'closed' || e.at - h.closedAt > waits.reopen) {
    const anew: Conversation = { ...c, handling: { at: 'bot' }, interpretation: { at: 'none' }, rating: { at: 'none' } }
    return ask(anew, e.text, e.understood, e.at, rules)
  }
  const { kind } = e.understood.wish
  if (kind !== 'unsure' && kind !== 'miss') return ask(c, e.text, e.understood, e.at, rules)
  const asked: Conversation = { ...c, question: { text: e.text, at: e.at, line: null, understood: e.understood } }
  return andThen(handOver(asked, { ...plainCase, desk: h.case.desk, reason: 'reopened' }, e.at, rules), (n) =>
    backToTheSame(n, h.by, e.at, rules),
  )
}

/** To the consultant who knows the talk, if they are here; nobody is asked to wait for one who has gone home. */
function backToTheSame(c: Conversation, by: StaffRef | null, at: number, rules: Rules): Decision {
  const known = by && colleague(rules.roster, by.id)
  if (c.handling.at !== 'queued' || !known?.present) return decision(c)
  return claim(c, c.handling, known.ref, at, rules)
}
