import { type Act, writeAct } from '../acts.ts'
import type { Conversation, KeptQuestion, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import type { LanguageTag } from '../language.ts'
import type { Understood, Wish } from '../understood.ts'
import { foreign, meet, unknown } from './asking.ts'
import { answerLanguage, choose } from './choices.ts'
import { tongueOf } from './language.ts'
import { andThen, decision, notice, type Rules } from './rules.ts'
import { asksAsSpecialist, meetSpecialist } from './specialists.ts'

/** The bot owns the talk and the person has written: the language first, then what they want. */
export function ask(c: Conversation, text: string, u: Understood, at: Time, rules: Rules): Decision {
  const first = c.trail.length === 0 && c.language === null
  const tongue = tongueOf(c, u, rules.knowledge)
  const heard = tongue.is === 'served' ? speakIn(c, tongue.tag) : c
  // Before the answer, so that the answer's buttons are the last and typing their numbers means them.
  const introduced = first && tongue.is === 'served' ? decision(heard, notice('notice')) : decision(heard)
  const question: KeptQuestion = { text, at, line: null, understood: u }
  return andThen(introduced, (n) => {
    // A wish that is no question is the same in every language: nobody picks one before asking for a person.
    const { wish } = u
    if (asksAsSpecialist(n, wish))
      return meetSpecialist({ ...n, question }, wish, u, answerLanguage(n, rules), at, rules)
    const act = meantAct(n, wish)
    if (act)
      return choose(
        named({ ...n, question: n.question ? joined(n.question, question) : question }, wish),
        act,
        at,
        rules,
      )
    const asked: Conversation = { ...n, question }
    switch (tongue.is) {
      case 'served':
        return meet(asked, u, tongue.tag, at, rules)
      case 'foreign':
        return wish.kind === 'smalltalk' ? meet(asked, u, 'en', at, rules) : foreign(asked, tongue, u, at, rules)
      case 'unknown':
        return unknown(asked, tongue.guesses, at, rules)
    }
  })
}

/** "I want a person, the owner says no" goes along with the question it follows; that one is what gets answered. */
const joined = (first: KeptQuestion, more: KeptQuestion): KeptQuestion => ({
  ...first,
  text: `${first.text}\n${more.text}`.slice(0, 4000).toWellFormed(),
})

const speakIn = (c: Conversation, tag: LanguageTag): Conversation =>
  c.language?.chosen ? c : { ...c, language: { tag, chosen: false } }

/** An interpreter "for Dari" tells in which language the person wants to be spoken to. */
const named = (c: Conversation, w: Wish): Conversation =>
  w.kind === 'interpreter' && w.language !== null ? { ...c, language: { tag: w.language, chosen: true } } : c

/** What a wish would do if it were a button; null = it is a question, or says nothing. */
export function meantAct(c: Conversation, w: Wish): Act | null {
  switch (w.kind) {
    case 'human':
    case 'psychologist':
    case 'interpreter':
    case 'erase':
      return { kind: w.kind }
    case 'language':
      return w.language === null ? { kind: 'language' } : { kind: 'speak', language: w.language }
    case 'office':
      return w.office === null ? { kind: 'offices' } : { kind: 'office', office: w.office }
    case 'yes':
    case 'no':
      return shortAnswer(c, w.kind)
    default:
      return null
  }
}

const yes: readonly Act[] = [
  { kind: 'erase-yes' },
  { kind: 'danger', answer: 'yes' },
  { kind: 'consent-yes' },
  { kind: 'order-yes' },
  { kind: 'human' },
]
const no: readonly Act[] = [
  { kind: 'erase-no' },
  { kind: 'danger', answer: 'no' },
  { kind: 'consent-no' },
  { kind: 'order-no' },
  { kind: 'none' },
]

/** "Yes" and "no" answer what was last offered; with nothing offered they lead to the menu, they are no question. */
function shortAnswer(c: Conversation, word: 'yes' | 'no'): Act {
  const offered = (word === 'yes' ? yes : no).find((act) => c.options.some((option) => option.act === writeAct(act)))
  if (offered) return offered
  return c.consent.at === 'asked' ? { kind: word === 'yes' ? 'consent-yes' : 'consent-no' } : { kind: 'menu' }
}
