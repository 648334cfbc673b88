import type { Conversation, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import type { LanguageTag } from '../language.ts'
import type { Understood, Wish } from '../understood.ts'
import { giveAnswer, noted } from './answering.ts'
import { menu } from './menus.ts'
import { pickLanguage, startOrder } from './ordering.ts'
import { andThen, decision, notice, type Rules } from './rules.ts'

/** A doctor, a teacher, a municipal worker: from now on they are met as such, until they say otherwise. */
export const becomeSpecialist = (c: Conversation, rules: Rules): Decision =>
  andThen(decision(asSpecialist(c), notice('specialist.hello')), (n) => menu(n, rules))

export function becomePerson(c: Conversation, rules: Rules): Decision {
  const person: Conversation = { ...c, audience: 'person', misses: 0 }
  return andThen(decision(person, notice('specialist.off')), (n) => menu(n, rules))
}

export type SpecialistsWish = Extract<Wish, { kind: 'specialist' | 'interpreter' }>

/** They say who they are, or as a specialist ask for an interpreter: that is for an appointment, not for this talk. */
export const asksAsSpecialist = (c: Conversation, w: Wish): w is SpecialistsWish =>
  w.kind === 'specialist' || (w.kind === 'interpreter' && (c.audience === 'specialist' || w.forOthers === true))

/** What they asked in the same message is answered at once: nobody has to ask twice. */
export function meetSpecialist(
  c: Conversation,
  w: SpecialistsWish,
  u: Understood,
  tag: LanguageTag,
  at: Time,
  rules: Rules,
): Decision {
  if (w.kind === 'interpreter') {
    const here = asSpecialist(c)
    return w.language === null ? startOrder(here, at, rules) : pickLanguage(here, w.language, at, rules)
  }
  const { topic } = w
  if (topic === null) return becomeSpecialist(c, rules)
  const said = decision(noted(asSpecialist(c), u, 'answered', at), notice('specialist.hello'))
  return andThen(said, (n) => giveAnswer(n, topic, tag, at, rules))
}

const asSpecialist = (c: Conversation): Conversation => ({ ...c, audience: 'specialist', misses: 0 })
